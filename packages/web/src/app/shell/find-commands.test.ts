import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Me } from '@entente/server/api-types';
import { findCommands } from './find-commands.ts';

const me: Me = { member: { id: 'identity--1', name: 'France' }, roles: ['analyst'], mayWrite: true };

test('without words, all pages and drafts that this viewer may use are offered', () => {
  const hrefs = findCommands(me, '', []).map((command) => command.href);
  assert.ok(hrefs.includes('/') && hrefs.includes('/publish?type=threat-actor'));
  assert.ok(!hrefs.includes('/operator'));
  const reader = findCommands({ ...me, mayWrite: false }, '', []).map((command) => command.href);
  assert.ok(!reader.some((href) => href.startsWith('/publish') || href === '/import'));
});

test('words filter pages and always offer the whole search', () => {
  assert.deepEqual(
    findCommands(me, ' mem ', []).map((command) => command.href),
    ['/members', '/browse?q=mem'],
  );
});

test('a member is found by the beginning of its name, or of a word of it', () => {
  const members = ['United Kingdom', 'Kenya', 'Kingdom of Nowhere', 'Viking'].map((name, index) => ({
    id: `identity--${index}`,
    name,
    kind: 'country' as const,
  }));
  const found = findCommands(me, 'king', [], members).filter(({ icon }) => icon === 'members');
  assert.deepEqual(
    found.map(({ label }) => label),
    ['Kingdom of Nowhere', 'United Kingdom'],
  );
  assert.equal(found[1]?.href, '/members/identity--0');
});

test('an id leads straight to its object', () => {
  const id = 'report--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f';
  assert.equal(findCommands(me, id, [])[0]?.href, `/objects/${id}`);
});

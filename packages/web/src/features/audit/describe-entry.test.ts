import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEntry, AuditLegend } from '@entente/server/api-types';
import { describeEntry } from './describe-entry.ts';

const legend: AuditLegend = {
  names: { 'identity--1': 'France', 'identity--2': 'Iraq', open: 'Open', few: 'Small group' },
  audiences: { 'audience:a': ['identity--1', 'identity--2'], 'audience:b': ['identity--2'] },
  terms: { 'terms:t': { tlp: 'green' }, 'terms:u': { tlp: null } },
};

function entry(kind: AuditEntry['kind'], more: Partial<AuditEntry>): AuditEntry {
  const actor = { by: 'session', member: 'identity--1' } as const;
  return { id: 'x', time: '2026-05-01T08:00:00.000Z', kind, actor, sealed: true, ...more };
}

describe('what an entry says in words', () => {
  const cases: [AuditEntry, string][] = [
    [
      entry('released', { detail: { releases: [{ terms: 'terms:t', audience: 'audience:a', placements: 2 }] } }),
      '2 objects to France, Iraq, TLP:GREEN',
    ],
    [
      entry('withdrawn', { detail: { releases: [{ terms: 'terms:u', audience: 'audience:a', lost: 'audience:b' }] } }),
      'from Iraq, terms without TLP',
    ],
    [
      entry('delivered', { detail: { collection: 'open', until: '2026-05-01T08:00:00.123456Z', types: ['report'] } }),
      'Open, added until 1 May 2026, 08:00 UTC; only report',
    ],
    [
      entry('group-changed', { subjects: ['few'], detail: { added: ['identity--2'], removed: [] } }),
      'Small group; in: Iraq',
    ],
    [entry('member-joined', { members: ['identity--2'] }), 'Iraq'],
    [entry('member-left', { members: ['identity--1', 'identity--3'] }), 'identity--3'],
    [entry('released', { detail: { releases: 'nonsense' } }), ''],
  ];
  for (const [told, sentence] of cases) {
    it(`${told.kind}: ${sentence}`, () => assert.equal(describeEntry(told, legend), sentence));
  }
});

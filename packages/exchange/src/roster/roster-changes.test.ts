import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityOf, idOf, memberWith, newKey, nextRoster, sampleRoster } from '../../test/sample-coalition.ts';
import { publicPart } from '../keys/public-jwk.ts';
import { rosterChanges } from './roster-changes.ts';

const { roster, keys } = sampleRoster();
const [first, second] = roster.members;
assert.ok(first && second);
const [key] = first.keys;
assert.ok(key && keys[0]);
const same = { expires: roster.expires };

test('tells who joins, leaves and comes back', () => {
  const left = { ...second, left: '2026-04-01' };
  const next = nextRoster(roster, { ...same, members: [first, left, memberWith(3, [])] });
  assert.deepEqual(rosterChanges(roster, next), [
    { kind: 'member-leaves', member: 'Member 2', on: '2026-04-01' },
    { kind: 'member-joins', member: 'Member 3', on: '2020-01-01' },
  ]);
  const { left: _, ...back } = {
    ...left,
    joined: '2026-05-01',
    earlier: [{ joined: '2020-01-01', left: '2026-04-01' }],
  };
  assert.deepEqual(rosterChanges(next, nextRoster(next, { ...same, members: [first, back, memberWith(3, [])] })), [
    { kind: 'member-returns', member: 'Member 2', on: '2026-05-01' },
  ]);
});

test('tells what becomes of keys, of the threshold and of administrators', () => {
  const added = newKey();
  const revoked = { ...key, revoked: '2026-04-01T00:00:00.000Z' };
  const [admin, ...others] = roster.admins;
  assert.ok(admin);
  const next = nextRoster(roster, {
    ...same,
    threshold: 1,
    admins: others,
    members: [{ ...first, keys: [revoked, { key: publicPart(added), from: '2026-04-01T00:00:00.000Z' }] }, second],
  });
  assert.deepEqual(
    rosterChanges(roster, next).map((each) => each.kind),
    ['threshold', 'admin-removed', 'key-revoked', 'key-added'],
  );
  assert.ok(JSON.stringify(rosterChanges(roster, next)).includes(idOf(added)));
});

test('tells where a node is and whom it hosts', () => {
  const node = {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'Node',
    key: publicPart(newKey()),
    operator: identityOf(1),
    hosts: [identityOf(1)],
  };
  const withNode = nextRoster(roster, { ...same, nodes: [node] });
  const moved = nextRoster(withNode, {
    ...same,
    nodes: [{ ...node, url: 'https://node.example', hosts: [identityOf(1), identityOf(2)] }],
  });
  assert.deepEqual(rosterChanges(roster, withNode), [{ kind: 'node-added', node: 'Node' }]);
  assert.deepEqual(rosterChanges(withNode, moved), [
    { kind: 'node-changed', node: 'Node', properties: ['url', 'hosts'] },
  ]);
  assert.deepEqual(rosterChanges(moved, nextRoster(moved, { ...same, nodes: [] })), [
    { kind: 'node-removed', node: 'Node' },
  ]);
});

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

test('whatever a document changes is told: a signer reads the sentences', () => {
  const node = {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'Node',
    key: publicPart(newKey()),
    operator: identityOf(1),
    hosts: [identityOf(1)],
  };
  const away = { ...second, left: '2026-03-01' };
  const ended = { ...first, keys: [{ ...key, until: '2026-03-02T00:00:00.000Z' }] };
  const before = { ...roster, nodes: [node], members: [ended, away] };
  const [admin, ...others] = before.admins;
  assert.ok(admin);
  const { left: _, ...back } = away;
  const silently: Readonly<Record<string, Partial<typeof roster>>> = {
    'a member that left is back': { members: [ended, back] },
    'it joined on another day': { members: [{ ...ended, joined: '2019-01-01' }, away] },
    'it was a member before': {
      members: [{ ...ended, earlier: [{ joined: '2010-01-01', left: '2015-01-01' }] }, away],
    },
    'a key counts from earlier on': {
      members: [
        { ...ended, keys: [{ ...key, until: '2026-03-02T00:00:00.000Z', from: '2019-01-01T00:00:00.000Z' }] },
        away,
      ],
    },
    'a key that ended counts again': { members: [first, away] },
    'a key ends later': { members: [{ ...ended, keys: [{ ...key, until: '2026-03-30T00:00:00.000Z' }] }, away] },
    'an administrator has another name': { admins: [{ ...admin, name: 'Another' }, ...others] },
    'an administrator is of another member': { admins: [{ ...admin, member: identityOf(2) }, ...others] },
    'the coalition has another name': { coalition: { ...roster.coalition, name: 'Another' } },
    'a node is reached elsewhere': { nodes: [{ ...node, url: 'https://elsewhere.example' }] },
    'a node has another certificate': { nodes: [{ ...node, tls: 'a'.repeat(43) }] },
  };
  for (const [what, change] of Object.entries(silently)) {
    assert.notDeepEqual(rosterChanges(before, nextRoster(before, { ...same, ...change })), [], what);
  }
  const reordered = { ...node, hosts: node.hosts, name: node.name, id: node.id };
  assert.deepEqual(rosterChanges(before, nextRoster(before, { ...same, nodes: [reordered] })), []);
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
  assert.deepEqual(rosterChanges(roster, withNode), [{ kind: 'node-added', node: 'Node', hosts: ['Member 1'] }]);
  assert.deepEqual(rosterChanges(withNode, moved), [
    { kind: 'node-changed', node: 'Node', properties: ['url', 'hosts'] },
  ]);
  assert.deepEqual(rosterChanges(moved, nextRoster(moved, { ...same, nodes: [] })), [
    { kind: 'node-removed', node: 'Node' },
  ]);
});

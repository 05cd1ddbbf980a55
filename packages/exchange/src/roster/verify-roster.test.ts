import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { identityOf, memberWith, newKey, nextRoster, sampleRoster, signedBy } from '../../test/sample-coalition.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import { publicPart } from '../keys/public-jwk.ts';
import { majority, type RosterDocument, type RosterFile } from './roster-document.ts';
import { rosterHash } from './roster-hash.ts';
import { type RosterRefusal, verifyRoster, verifyRosterChain } from './verify-roster.ts';

const now = '2026-05-01T00:00:00.000Z';

async function refuses(previous: RosterDocument | undefined, next: unknown, reason: RosterRefusal, at = now) {
  const verdict = await verifyRoster(previous, next, at);
  assert.equal(verdict.state === 'refused' ? verdict.reason : verdict.state, reason);
}

async function accepts(previous: RosterDocument | undefined, next: RosterFile) {
  const verdict = await verifyRoster(previous, next, now);
  assert.equal(verdict.state, 'accepted', verdict.state === 'refused' ? verdict.message : '');
}

function at(keys: readonly PrivateJwk[], ...indexes: number[]): PrivateJwk[] {
  return indexes.map((index) => keys[index] ?? newKey());
}

test('a first roster counts with the signatures of its own threshold', async () => {
  const { admins, roster } = sampleRoster();
  await accepts(undefined, await signedBy(roster, ...at(admins, 0, 1)));
  await refuses(undefined, await signedBy(roster, ...at(admins, 0)), 'under-signed');
});

test('a next version needs the thresholds of both', async () => {
  const { admins, roster } = sampleRoster();
  const newcomers = [newKey(), newKey()];
  const next = nextRoster(roster, {
    admins: newcomers.map((key, index) => ({ name: `New ${index}`, key: publicPart(key) })),
  });
  await accepts(roster, await signedBy(next, ...at(admins, 0, 2), ...newcomers));
  await refuses(roster, await signedBy(next, ...newcomers), 'under-signed-by-previous');
  await refuses(roster, await signedBy(next, ...at(admins, 0), ...newcomers), 'under-signed-by-previous');
  await refuses(roster, await signedBy(next, ...admins), 'under-signed');
});

test('exactly sets of signers that meet both thresholds are enough', async () => {
  const { admins, roster } = sampleRoster({ admins: 5, threshold: 3 });
  const joining = newKey();
  const next = nextRoster(roster, {
    threshold: 2,
    admins: [...roster.admins.slice(2), { name: 'New', key: publicPart(joining) }],
  });
  const keys = [...admins, joining];
  await fc.assert(
    fc.asyncProperty(fc.subarray([0, 1, 2, 3, 4, 5]), async (chosen) => {
      const verdict = await verifyRoster(roster, await signedBy(next, ...at(keys, ...chosen)), now);
      const ofPrevious = chosen.filter((index) => index < 5).length;
      const ofNext = chosen.filter((index) => index >= 2).length;
      assert.equal(verdict.state, ofPrevious >= 3 && ofNext >= 2 ? 'accepted' : 'refused');
    }),
    { numRuns: 64 },
  );
});

test('one administrator who signs twice is one', async () => {
  const { admins, roster } = sampleRoster();
  const next = nextRoster(roster);
  await refuses(roster, await signedBy(next, ...at(admins, 0, 0, 0)), 'under-signed-by-previous');
});

test('a signature under another version, or by a member, is none', async () => {
  const { admins, keys, roster } = sampleRoster();
  const next = nextRoster(roster);
  const other = await signedBy(nextRoster(roster, { threshold: 1 }), ...admins);
  await refuses(roster, { roster: next, signatures: other.signatures }, 'under-signed-by-previous');
  await refuses(roster, await signedBy(next, ...keys, ...at(admins, 0)), 'under-signed-by-previous');
});

test('older versions, replayed, are refused; the one that is held is known', async () => {
  const { admins, roster } = sampleRoster();
  const first = await signedBy(roster, ...admins);
  const second = nextRoster(roster);
  await refuses(second, first, 'older');
  assert.equal((await verifyRoster(second, await signedBy(second, ...admins), now)).state, 'same');
});

test('two rosters of one version are a fork, and so is one that follows another than ours', async () => {
  const { admins, roster } = sampleRoster();
  const ours = nextRoster(roster);
  const theirs = nextRoster(roster, { threshold: 1 });
  await refuses(ours, await signedBy(theirs, ...admins), 'forked');
  await refuses(ours, await signedBy(nextRoster(theirs), ...admins), 'forked');
});

test('versions in between are not left out', async () => {
  const { admins, roster } = sampleRoster();
  await refuses(roster, await signedBy(nextRoster(nextRoster(roster)), ...admins), 'gap');
});

test('an expired roster, and one from the future, are refused', async () => {
  const { admins, roster } = sampleRoster();
  const next = await signedBy(nextRoster(roster), ...admins);
  await refuses(roster, next, 'expired', '2027-04-01T00:00:00.000Z');
  await refuses(roster, next, 'not-yet-issued', '2026-03-31T00:00:00.000Z');
  const early = new Date(Date.parse(nextRoster(roster).issued) - 60 * 60_000).toISOString();
  assert.equal((await verifyRoster(roster, next, early)).state, 'accepted', 'clocks may be wrong by an hour');
});

test('the roster of another coalition is refused', async () => {
  const { admins, roster } = sampleRoster();
  const coalition = { id: '00000000-0000-4000-8000-000000000000', name: 'Coalition' };
  await refuses(roster, await signedBy(nextRoster(roster, { coalition }), ...admins), 'other-coalition');
});

test('members, keys and revocations are not forgotten', async () => {
  const { admins, keys, roster } = sampleRoster();
  const [first, second] = roster.members;
  assert.ok(first && second);
  const signed = (members: RosterDocument['members'], of = roster) => signedBy(nextRoster(of, { members }), ...admins);
  await refuses(roster, await signed([first]), 'forgets');
  await refuses(roster, await signed([{ ...first, keys: [] }, second]), 'forgets');
  const [key] = first.keys;
  assert.ok(key && keys[0]);
  const revoked = { ...first, keys: [{ ...key, revoked: '2026-03-10T00:00:00.000Z' }] };
  await accepts(roster, await signed([revoked, second]));
  const held = nextRoster(roster, { members: [revoked, second] });
  await refuses(held, await signed([first, second], held), 'forgets');
});

test('the time for which a member was away is not taken back', async () => {
  const { admins, roster } = sampleRoster();
  const [first, second] = roster.members;
  assert.ok(first && second);
  const away = { ...second, left: '2026-02-01' };
  const before = { ...roster, members: [first, away] };
  const signed = (member: typeof second) => signedBy(nextRoster(before, { members: [first, member] }), ...admins);
  await refuses(before, await signed(second), 'forgets');
  await refuses(before, await signed({ ...second, joined: '2026-03-20' }), 'forgets');
  await refuses(before, await signed({ ...away, left: '2026-02-02' }), 'forgets');
  const earlier = [{ joined: second.joined, left: away.left }];
  await accepts(before, await signed({ ...second, joined: '2026-03-20', earlier }));
  const leaving = { ...roster, members: [first, { ...second, left: '2026-12-01' }] };
  await accepts(leaving, await signedBy(nextRoster(leaving, { members: [first, second] }), ...admins));
});

test('a roster that contradicts itself is refused whoever signed it', async () => {
  const { admins, keys, roster } = sampleRoster();
  const [first, second] = roster.members;
  const [mine] = keys;
  assert.ok(first && second && mine);
  const operator = identityOf(1);
  const node = {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'Node',
    key: publicPart(newKey()),
    operator,
    hosts: [operator],
  };
  const contradictions: Partial<RosterDocument>[] = [
    { threshold: 4 },
    { previous: null },
    { expires: '2026-04-01T00:00:00.000Z' },
    { members: [first, second, first] },
    { members: [first, { ...second, name: first.name.toUpperCase() }] },
    { members: [first, { ...second, keys: [...second.keys, ...first.keys] }] },
    { admins: [...roster.admins, { name: 'Member 1', key: publicPart(mine) }] },
    { members: [first, { ...second, left: '2019-12-31' }] },
    { nodes: [{ ...node, hosts: [identityOf(7)] }] },
    { nodes: [node, { ...node, id: '22222222-2222-4222-8222-222222222222', key: publicPart(newKey()) }] },
    { nodes: [{ ...node, key: publicPart(mine) }] },
  ];
  for (const change of contradictions) {
    await refuses(roster, await signedBy(nextRoster(roster, change), ...admins), 'inconsistent');
  }
  await accepts(roster, await signedBy(nextRoster(roster, { nodes: [node] }), ...admins));
});

test('what is no roster is refused', async () => {
  const { admins, roster } = sampleRoster();
  const next = await signedBy(nextRoster(roster), ...admins);
  const others = [
    null,
    1,
    {},
    { roster: {} },
    { ...next, extra: 1 },
    { ...next, roster: { ...next.roster, extra: 1 } },
  ];
  for (const other of others) await refuses(roster, other, 'malformed');
});

test('a chain is followed to its end, from where we are, through versions that expired', async () => {
  const { admins, roster } = sampleRoster();
  const second = nextRoster(roster, {
    expires: '2026-04-02T00:00:00.000Z',
    members: [...roster.members, memberWith(3, [])],
  });
  const third = nextRoster(second);
  const chain = await Promise.all([roster, second, third].map((each) => signedBy(each, ...admins)));
  for (const held of [undefined, roster, second]) {
    const verdict = await verifyRosterChain(held, chain, now);
    assert.equal(verdict.state === 'accepted' && verdict.hash, rosterHash(third));
  }
  assert.equal((await verifyRosterChain(third, chain, now)).state, 'same');
  const broken = await verifyRosterChain(undefined, chain.toSpliced(1, 1), now);
  assert.equal(broken.state === 'refused' && broken.reason, 'gap');
  const forged = await verifyRosterChain(roster, [{ roster: second, signatures: [] }, ...chain], now);
  assert.equal(forged.state === 'refused' && forged.reason, 'under-signed-by-previous');
  const endsExpired = await verifyRosterChain(roster, chain.slice(0, 2), now);
  assert.equal(endsExpired.state === 'refused' && endsExpired.reason, 'expired');
});

test('a majority is more than half', () => {
  assert.deepEqual([1, 2, 3, 4, 5].map(majority), [1, 2, 2, 3, 3]);
});

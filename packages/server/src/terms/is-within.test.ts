import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRoster, evaluate, intersectTerms, type Terms } from '@entente/release';
import fc from 'fast-check';
import { isWithin } from './is-within.ts';
import { markingsOf } from './object-terms.ts';

const members = [1, 2, 3, 4];
const identity = (member: number): string => `identity--${member}`;
const named = fc.subarray(members.map(identity), { minLength: 1, maxLength: 2 });
const readers = fc.record({
  collection: fc.constantFrom(1, 2),
  at: fc.oneof(fc.constant('all' as const), fc.subarray(members)),
});
const terms = fc.record(
  {
    owner: fc.constant(1),
    tlp: fc.constantFrom('clear', 'green', 'amber', 'red'),
    to: fc.array(named, { minLength: 1, maxLength: 2 }),
    not: named,
    closed: fc.constant(['unmarked']),
    readers,
  },
  { requiredKeys: ['owner', 'readers'] },
) as fc.Arbitrary<Terms>;

/** Who is active, and who reads the two collections now. */
const situation = fc.tuple(fc.subarray(members), fc.subarray(members), fc.subarray(members));

test('who is within by the terms alone is within in every situation', () => {
  fc.assert(
    fc.property(terms, terms, terms, situation, (a, b, c, [active, ...reading]) => {
      const roster = createRoster(
        members.map((id) => ({ id, kind: 'member', identity: identity(id), member: id, active: active.includes(id) })),
      );
      const context = { roster, collectionReaders: (collection: number) => reading[collection - 1] ?? [] };
      const made = [a, b, c, markingsOf(a), intersectTerms(a, b), intersectTerms(a, markingsOf(b))];
      for (const narrow of made) {
        for (const wide of made) {
          if (!isWithin(narrow, wide)) continue;
          assert.ok(evaluate(narrow, context).isSubsetOf(evaluate(wide, context)), JSON.stringify([narrow, wide]));
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test('an older version, narrowed by a newer one of the same readers or more, is within it', () => {
  const fewer = { collection: 1, at: [1, 2] };
  const older: Terms = { owner: 1, tlp: 'green', readers: fewer };
  for (const more of [fewer, { collection: 1, at: [1, 2, 3] }, { collection: 1, at: 'all' as const }]) {
    for (const newer of [
      { owner: 1, tlp: 'green', readers: more },
      { owner: 1, to: [['identity--2']], readers: more },
      { owner: 1, tlp: 'amber', readers: more },
      { owner: 1, closed: ['unmarked'], readers: more },
    ] as const) {
      assert.ok(isWithin(intersectTerms(older, markingsOf(newer)), newer), JSON.stringify(newer));
    }
  }
  const others: Terms = { owner: 1, tlp: 'green', readers: { collection: 1, at: [2, 3] } };
  assert.ok(!isWithin(intersectTerms(older, markingsOf(others)), others));
});

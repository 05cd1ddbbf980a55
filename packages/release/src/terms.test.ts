import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryRoster, memberIds } from '../test/arbitrary-roster.ts';
import { arbitraryClause, arbitraryTerms, now } from '../test/arbitrary-terms.ts';
import { evaluate } from './evaluate.ts';
import { clause, clausesOf, handlingOf, intersectTerms, readersTerms, termsText, tlpOf } from './terms.ts';

const terms = arbitraryTerms(1);

test('intersected terms evaluate to the intersection of what they evaluate to', () => {
  fc.assert(
    fc.property(arbitraryRoster, terms, terms, (roster, a, b) => {
      const both = evaluate(intersectTerms(a, b), { roster, now });
      assert.equal(both.key, evaluate(a, { roster, now }).intersect(evaluate(b, { roster, now })).key);
    }),
  );
});

test('intersection has one text whatever the order and grouping, and repeats nothing', () => {
  fc.assert(
    fc.property(terms, terms, terms, (a, b, c) => {
      const text = termsText(intersectTerms(intersectTerms(a, b), c));
      assert.equal(termsText(intersectTerms(c, intersectTerms(b, a))), text);
      assert.equal(termsText(intersectTerms(intersectTerms(a, c), intersectTerms(b, a))), text);
      assert.equal(termsText(intersectTerms(a, a)), termsText(a));
    }),
  );
});

test('terms come back from their text', () => {
  fc.assert(
    fc.property(terms, terms, (a, b) => {
      const read = JSON.parse(termsText(a));
      assert.equal(termsText(intersectTerms(read, b)), termsText(intersectTerms(a, b)));
    }),
  );
});

test('a clause reads the same whatever the order of what it lists', () => {
  fc.assert(
    fc.property(arbitraryClause(1), (one) => {
      const shuffled = {
        ...one,
        ...(one.to && { to: one.to.map((list) => [...list, ...list].toReversed()).toReversed() }),
        ...(one.not && { not: [...one.not, ...one.not].toReversed() }),
      };
      assert.equal(termsText(clause(shuffled)), termsText(one));
    }),
  );
});

test('readers of a further collection narrow and never widen', () => {
  const readers = fc.subarray([...memberIds]);
  fc.assert(
    fc.property(arbitraryRoster, terms, readers, (roster, a, at) => {
      const further = evaluate(intersectTerms(a, readersTerms(1, { collection: 9, at })), { roster, now });
      assert.ok(further.isSubsetOf(evaluate(a, { roster, now })));
    }),
  );
});

test('nothing is mixed between owners', () => {
  assert.throws(() => intersectTerms({ owner: 1, tlp: 'clear' }, { owner: 2, tlp: 'clear' }), /different owners/);
});

test('shows the narrowest level and every duty of several clauses', () => {
  const a = clause({
    owner: 1,
    tlp: 'amber',
    handling: { notForCourt: true, notBefore: '2026-01-01T00:00:00Z', purgeAfter: '2027-01-01T00:00:00Z' },
  });
  const b = clause({
    owner: 1,
    tlp: 'green',
    handling: { noOnwardRelease: true, notBefore: '2026-01-01T00:00:00.5Z', purgeAfter: '2026-12-31T00:00:00Z' },
  });
  const both = intersectTerms(a, b);
  assert.equal(clausesOf(both).length, 2);
  assert.equal(tlpOf(both), 'amber');
  assert.deepEqual(handlingOf(both), {
    noOnwardRelease: true,
    notForCourt: true,
    notBefore: '2026-01-01T00:00:00.5Z',
    purgeAfter: '2026-12-31T00:00:00Z',
  });
  assert.equal(tlpOf({ owner: 1, to: [[]] }), undefined);
});

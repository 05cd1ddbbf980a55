import fc from 'fast-check';
import type { Handling } from '../src/handling.ts';
import { type Clause, clause, intersectTerms, type Terms, type Tlp } from '../src/terms.ts';
import { arbitraryList, memberIds } from './arbitrary-roster.ts';

export const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
export const now = '2026-06-01T00:00:00Z';

const date = fc.constantFrom('2026-01-01T00:00:00.5Z', '2026-06-01T00:00:00.000Z', '2027-01-01T00:00:00Z');
const optional = { requiredKeys: [] as [] };

export const arbitraryHandling: fc.Arbitrary<Handling> = fc.record(
  {
    noOnwardRelease: fc.constant(true),
    notForCourt: fc.constant(true),
    nodesOnly: fc.constant(true),
    notBefore: date,
    reviewAfter: date,
    purgeAfter: date,
  },
  optional,
);

/** One clause of an owner, published or not. */
export const arbitraryClause = (owner: number): fc.Arbitrary<Clause> =>
  fc
    .record(
      {
        tlp: fc.constantFrom(...levels),
        to: fc.array(arbitraryList, { maxLength: 2 }),
        not: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: arbitraryList }),
        closed: fc.oneof(
          { weight: 9, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.constant(['unmarked']) },
        ),
        handling: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: arbitraryHandling }),
        readers: fc.record({
          collection: fc.integer({ min: 1, max: 2 }),
          at: fc.oneof(fc.constant('all' as const), fc.subarray([...memberIds])),
        }),
      },
      optional,
    )
    .map((parts) => clause({ owner, ...parts }));

/** Terms of an owner, of one clause or several. */
export const arbitraryTerms = (owner: number): fc.Arbitrary<Terms> =>
  fc
    .array(arbitraryClause(owner), { minLength: 1, maxLength: 3 })
    .map(([first = { owner }, ...rest]) => rest.reduce<Terms>((a, b) => intersectTerms(a, b), first));

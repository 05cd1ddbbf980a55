import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Claim } from '../shapes/claim.ts';
import type { Position } from '../shapes/position.ts';
import { opinions } from '../shapes/scale.ts';
import type { Statement } from '../shapes/statement.ts';
import { givesEvidence } from './evidence.ts';
import { findSignals, pictureOf } from './find-signals.ts';
import type { Picture } from './signal.ts';
import { withStatements } from './with-statements.ts';

const day = '2019-02-08';
const people = ['alpha', 'beta', 'chief'].map((each) => `identity--${each}`);
const claims: Claim[] = ['one', 'two'].map((name) => ({
  id: `claim--${name}`,
  name,
  aliases: [],
  places: [],
  askedOf: [],
  askedBy: 'identity--beta',
  askedOn: '2019-01-01',
}));

const index = (most: number) => fc.integer({ min: 0, max: most - 1 });
const anything = fc.array(
  fc.record({
    isPosition: fc.boolean(),
    isMore: fc.boolean(),
    claim: index(3),
    holder: index(3),
    principal: index(2),
    opinion: fc.option(fc.constantFrom(...opinions), { nil: undefined }),
    on: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom('said', 'assessed', 'clarified'),
    value: index(3),
    rests: index(12),
  }),
  { minLength: 4, maxLength: 16 },
);

test('a picture of statements more is the one that is folded of all', () => {
  fc.assert(
    fc.property(anything, (list) => {
      const positions: Position[] = [];
      const statements: Statement[] = [];
      const more: Statement[] = [];
      for (const [at, each] of list.entries()) {
        const { opinion, on, kind, value } = each;
        const [claim, since] = [claims[each.claim]?.id ?? 'claim--unknown', `2019-02-0${on}`];
        const [holder, principal] = [people[each.holder] ?? '', people[each.principal] ?? ''];
        if (each.isPosition) {
          const held = { claim, holder, speaksFor: principal, opinion: opinion ?? 'neutral', since };
          positions.push({ ...held, id: `opinion--${at}`, answer: 'opinion', basis: [`statement--${each.rests}`] });
          continue;
        }
        (each.isMore ? more : statements).push({
          id: `statement--${at}`,
          sourceSpans: [],
          cueSpans: [],
          contentSpans: [],
          kind,
          negated: false,
          hedged: false,
          said: since,
          claim,
          speaker: holder,
          spokenFor: principal,
          quantities: value === 0 ? [] : [{ value, measure: 'count', bound: 'exact', of: 'troops' }],
          ...(opinion === undefined ? {} : { stance: opinion }),
        });
      }
      const known = statements.slice(0, 1);
      const before = pictureOf({ claims, positions, statements, members: people }, day);
      // Some of what is said more is there already.
      const grown = withStatements(before, [...more, ...known]);
      const whole = pictureOf({ claims, positions, statements: [...statements, ...more], members: people }, day);
      assert.deepEqual(inOrder(grown), inOrder(whole));
      assert.deepEqual(findSignals(grown), findSignals(whole));
      const evident = { ...whole, statements: whole.statements.filter(givesEvidence) };
      assert.deepEqual(findSignals(evident), findSignals(whole));
      for (const principal of [undefined, ...people]) {
        for (const since of [undefined, '2019-02-05', day]) {
          const asked = { ...(principal && { principal }), ...(since && { since }) };
          const expected = findSignals(whole).filter(
            (signal) =>
              signal.day >= (since ?? '') &&
              (principal === undefined || signal.parties.some((party) => party.principal === principal)),
          );
          assert.deepEqual(findSignals(whole, asked), expected);
        }
      }
    }),
  );
});

function inOrder({ lines, cells, statements, ...rest }: Picture): Picture {
  const sorted = <T>(list: readonly T[], key: (each: T) => string): T[] =>
    list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    ...rest,
    lines: sorted(lines, ({ claim, principal, holder }) => `${claim} ${principal} ${holder}`),
    cells: sorted(cells, ({ claim, principal }) => `${claim} ${principal}`),
    statements: sorted(statements, ({ id }) => id),
  };
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Claim } from '../shapes/claim.ts';
import type { Position } from '../shapes/position.ts';
import { type Opinion, opinions } from '../shapes/scale.ts';
import type { Quantity, Statement } from '../shapes/statement.ts';
import { findSignals, pictureOf, type Seen } from './find-signals.ts';
import { fit } from './numbers.ts';
import type { Signal, SignalKind } from './signal.ts';

const day = '2019-02-20';
const [alpha, beta, chief, general] = ['alpha', 'beta', 'chief', 'general'].map((each) => `identity--${each}`) as [
  string,
  string,
  string,
  string,
];
const beaten = 'claim--beaten';
const claim: Claim = { id: beaten, name: 'The group is beaten.', aliases: [], places: [], askedOf: [] };

let count = 0;
function position(holder: string, opinion: Opinion, more: Partial<Position> = {}): Position {
  count += 1;
  return {
    id: `opinion--${count}`,
    claim: beaten,
    holder,
    answer: 'opinion',
    opinion,
    since: '2019-02-01',
    basis: [],
    ...more,
  };
}
function statement(speaker: string, stance: Opinion | undefined, more: Partial<Statement> = {}): Statement {
  count += 1;
  return {
    id: `statement--${count}`,
    sourceSpans: [],
    cueSpans: [],
    contentSpans: [],
    kind: 'said',
    negated: false,
    hedged: false,
    said: '2019-02-06',
    speaker,
    claim: beaten,
    quantities: [],
    ...(stance === undefined ? {} : { stance }),
    ...more,
  };
}
function signals(seen: Partial<Seen>, kind?: SignalKind): readonly Signal[] {
  const all = findSignals(
    pictureOf({ claims: [claim], positions: [], statements: [], members: [alpha, beta], ...seen }, day),
  );
  return kind === undefined ? all : all.filter((each) => each.kind === kind);
}

test('members on both sides contradict each other, since both were there', () => {
  const positions = [position(alpha, 'agree'), position(beta, 'strongly-disagree', { since: '2019-02-10' })];
  const [found, ...others] = signals({ positions });
  assert.deepEqual(others, []);
  assert.equal(found?.kind, 'contradiction');
  assert.equal(found?.day, '2019-02-10');
  assert.deepEqual(found?.rests, positions.map(({ id }) => id).sort());
  assert.deepEqual(signals({ positions: positions.slice(0, 1) }), []);
  const ended = positions.map((each) => ({ ...each, until: '2019-02-12' }));
  assert.deepEqual(signals({ positions: ended }, 'contradiction'), []);
});

test('who speaks for no member contradicts none', () => {
  const positions = [position(alpha, 'agree')];
  const doctor = statement(general, 'disagree');
  assert.deepEqual(signals({ positions, statements: [doctor] }), []);
  assert.equal(signals({ positions, statements: [doctor], members: [alpha, general] }, 'contradiction').length, 1);
});

test('neutral and declined contradict nobody', () => {
  const quiet = [position(beta, 'neutral'), position(general, 'disagree', { answer: 'declined' })];
  assert.deepEqual(signals({ positions: [position(alpha, 'strongly-agree'), ...quiet] }), []);
});

test('one office against another divides a member, and contradicts no other member', () => {
  const statements = [
    statement(chief, 'strongly-agree', { spokenFor: alpha, office: 'president' }),
    statement(general, 'disagree', { spokenFor: alpha, office: 'general', kind: 'argued' }),
  ];
  const found = signals({ statements });
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['divided'],
  );
  assert.deepEqual(
    found[0]?.parties.map(({ office, side }) => [office, side]),
    [
      ['president', 1],
      ['general', -1],
    ],
  );
});

test('who crosses the middle has reversed, also by way of it; who does not has shifted', () => {
  const moves = (...held: readonly Opinion[]): readonly Signal[] =>
    signals({ positions: held.map((opinion, place) => position(alpha, opinion, { since: `2019-02-0${place + 1}` })) });
  assert.deepEqual(
    moves('agree', 'disagree').map(({ kind }) => kind),
    ['reversal'],
  );
  assert.deepEqual(
    moves('agree', 'neutral', 'disagree').map(({ kind, day: on }) => [kind, on]),
    [['reversal', '2019-02-03']],
  );
  assert.deepEqual(
    moves('agree', 'strongly-agree', 'strongly-agree').map(({ kind, day: on }) => [kind, on]),
    [['shift', '2019-02-02']],
  );
  assert.deepEqual(moves('agree', 'agree'), []);
});

test('a condition that is new, or a weaker voice of the same member, clarifies', () => {
  const first = position(alpha, 'strongly-agree');
  const conditional = position(alpha, 'strongly-agree', { answer: 'conditional', condition: 'x', since: '2019-02-08' });
  assert.equal(signals({ positions: [first, conditional] }, 'clarification').length, 1);
  const weaker = statement(general, 'agree', { spokenFor: alpha });
  assert.equal(signals({ positions: [first], statements: [weaker] }, 'clarification').length, 1);
  const spoken = [
    statement(chief, 'strongly-agree', { spokenFor: alpha }),
    statement(general, 'disagree', { spokenFor: alpha }),
    statement(beta, 'agree', { spokenFor: alpha, kind: 'clarified' }),
  ];
  const [clarified] = signals({ statements: spoken }, 'clarification');
  assert.deepEqual(
    clarified?.parties.map(({ holder }) => holder),
    [chief, beta],
  );
  const late = position(alpha, 'strongly-agree', { answer: 'conditional', condition: 'x', since: '2019-03-08' });
  assert.equal(signals({ positions: [first, late] }, 'clarification').length, 0);
});

test('numbers that cannot both be so disagree, "about" and "over" as far as they reach', () => {
  const some = (value: number, bound: Quantity['bound'] = 'exact'): Quantity => ({
    value,
    bound,
    measure: 'count',
    of: 'the U.S. troops',
  });
  assert.equal(fit(some(2000), some(2100, 'about')), true);
  assert.equal(fit(some(2000), some(2600, 'about')), false);
  assert.equal(fit(some(2000), some(2000, 'over')), false);
  assert.equal(fit(some(2000), some(2000, 'at least')), true);
  assert.equal(fit(some(5, 'over'), some(4, 'under')), false);
  const statements = [
    statement(chief, undefined, { quantities: [some(2000)] }),
    statement(general, undefined, { quantities: [{ ...some(4000), of: 'US troops' }] }),
    statement(beta, undefined, { quantities: [{ ...some(9), of: 'aircraft' }] }),
  ];
  const [found, ...others] = signals({ statements });
  assert.deepEqual(others, []);
  assert.equal(found?.subject, 'US troops', 'as it was said');
  assert.equal(found?.parties.length, 2);
});

test('a range disagrees with what lies outside it, on either side', () => {
  const men = (value: number, bound: Quantity['bound'] = 'exact'): Quantity => ({
    value,
    bound,
    measure: 'count',
    of: 'men',
  });
  const range = statement(chief, undefined, { quantities: [men(800, 'at least'), men(1000, 'at most')] });
  const beside = (value: number): number =>
    signals({ statements: [range, statement(general, undefined, { quantities: [men(value)] })] }, 'numbers').length;
  assert.deepEqual([700, 800, 900, 1000, 1100].map(beside), [1, 0, 0, 0, 1]);
  const both = statement(chief, undefined, { quantities: [men(40), men(60)] });
  assert.deepEqual(
    signals({ statements: [both, statement(general, undefined, { quantities: [men(40)] })] }, 'numbers'),
    [],
  );
});

test('an assessment stands against what is claimed, of its own member too', () => {
  const positions = [position(alpha, 'strongly-agree')];
  const assessed = statement(general, 'disagree', { spokenFor: alpha, kind: 'assessed' });
  const [found] = signals({ positions, statements: [assessed] }, 'assessment');
  assert.deepEqual(found?.rests, [positions[0]?.id, assessed.id].sort());
  assert.deepEqual(signals({ positions, statements: [{ ...assessed, kind: 'wants' }] }, 'assessment'), []);
});

test('who was asked and says nothing is silent after a week; who declines is not', () => {
  const asked = { ...claim, askedBy: alpha, askedOn: '2019-02-10' };
  const members = [alpha, beta, general];
  const declined = position(general, 'neutral', { answer: 'declined' });
  const [found] = signals({ claims: [asked], members, positions: [declined] });
  assert.deepEqual(
    found?.parties.map(({ holder }) => holder),
    [beta],
  );
  assert.deepEqual(signals({ claims: [{ ...asked, askedOn: '2019-02-18' }], members }), []);
});

test('signals are the same whatever the order of what they are found in', () => {
  const anything = fc.array(
    fc.record({
      speaker: fc.constantFrom(alpha, beta, chief, general),
      forWhom: fc.constantFrom(alpha, beta),
      opinion: fc.constantFrom(...opinions),
      on: fc.integer({ min: 1, max: 9 }),
      isPosition: fc.boolean(),
      kind: fc.constantFrom('said', 'assessed', 'clarified'),
      value: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(anything, fc.infiniteStream(fc.nat()), (list, random) => {
      const positions: Position[] = [];
      const statements: Statement[] = [];
      for (const { speaker, forWhom, opinion, on, isPosition, kind, value } of list) {
        const since = `2019-02-0${on}`;
        if (isPosition) positions.push(position(speaker, opinion, { speaksFor: forWhom, since }));
        else {
          const quantities: Quantity[] = [{ value, measure: 'count', bound: 'exact', of: 'troops' }];
          statements.push(statement(speaker, opinion, { spokenFor: forWhom, said: since, kind, quantities }));
        }
      }
      const shuffle = <T>(items: readonly T[]): T[] =>
        items
          .map((item) => ({ item, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      assert.deepEqual(
        signals({ positions: shuffle(positions), statements: shuffle(statements) }),
        signals({ positions, statements }),
      );
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonObject, type StixObject, validateObject } from '@entente/stix';
import {
  figureWords,
  quantityWords,
  readCommitment,
  readCommitmentEvent,
  readCondition,
  readConditionAnswer,
  readExpectation,
  readExpectationOutcome,
  readLink,
  writeCommitment,
  writeCommitmentEvent,
  writeCondition,
  writeConditionAnswer,
  writeExpectation,
  writeExpectationOutcome,
} from '../src/index.ts';

const owner = 'identity--a7e2c8a4-0f0e-4a63-9c39-6f7b7e1d0a01';
const other = 'identity--a7e2c8a4-0f0e-4a63-9c39-6f7b7e1d0a02';
const recorded = '2019-02-06T12:00:00.000Z';
const uuid = '1c6e2c39-5b63-4a0e-8d6e-0f1f6b6f5a11';
const source = { key: other, name: '' };
const statement = `statement--${uuid}`;

/** As it is published: with id, dates and originator. */
function published(object: JsonObject): StixObject {
  const common = { spec_version: '2.1', id: `${String(object.type)}--${uuid}`, created: recorded, modified: recorded };
  return { ...object, ...common, created_by_ref: owner } as unknown as StixObject;
}

const commitment = {
  name: 'Troops',
  kind: 'forces',
  by: owner,
  counterparts: [other],
  place: 'Syria',
  region: 'Middle East',
  line: 'military',
  from: '2015-10-01',
  until: '2019-04-30',
  dependsOn: [`commitment--${uuid.replace('1c', '2c')}`],
  description: 'In the north-east.',
};
const event = {
  commitment: `commitment--${uuid}`,
  kind: 'withdrawal-ordered',
  quantity: {
    kind: 'measured',
    amount: { bound: 'range', low: 1, high: 2.5 },
    measure: { currency: 'EUR', on: '2019-02-01' },
  },
  reading: 'level',
  said: '2018-12-19',
  effective: '2019-01-18',
  effectiveUntil: '2019-04-30',
  source,
  corrects: [`commitment-event--${uuid}`],
  denies: [],
  statement,
  documents: [`report--${uuid}`],
  confidence: 70,
} as const;
const expectation = {
  name: 'The announcement',
  source: { key: 'the president', name: 'The President' },
  said: '2019-02-06',
  phrase: 'sometime probably next week',
  window: { from: '2019-02-11', to: '2019-02-17' },
  likelihood: 'probable',
  about: [`commitment--${uuid}`],
  statement,
} as const;
const outcome = {
  expectation: `expectation--${uuid}`,
  outcome: 'slipped',
  on: '2019-02-18',
  window: { from: '2019-03-01' },
  source,
} as const;
const condition = {
  name: 'All leave',
  kind: 'demand',
  demandedBy: [other],
  askedOf: [owner],
  requires: [`commitment--${uuid}`],
  inReturn: [],
  said: '2019-02-06',
} as const;
const answer = { condition: `condition--${uuid}`, by: owner, answer: 'refused', said: '2019-02-07', source } as const;

const shapes = [
  ['commitment', writeCommitment(commitment), readCommitment, { commitment, links: [] }],
  ['commitment-event', writeCommitmentEvent(event), readCommitmentEvent, event],
  ['expectation', writeExpectation(expectation), readExpectation, expectation],
  ['expectation-outcome', writeExpectationOutcome(outcome), readExpectationOutcome, outcome],
  ['condition', writeCondition(condition), readCondition, condition],
  ['condition-answer', writeConditionAnswer(answer), readConditionAnswer, answer],
] as const;

for (const [type, written, read, said] of shapes) {
  test(`a ${type} is valid STIX, and comes back as it was said`, () => {
    const object = published(written);
    assert.deepEqual(validateObject(object), []);
    const reading = read(object);
    assert.ok(reading.ok, JSON.stringify(reading));
    const record = { id: object.id, owner, recorded };
    assert.deepEqual(
      reading.value,
      type === 'commitment' ? { ...said, commitment: { ...commitment, ...record } } : { ...said, ...record },
    );
  });

  test(`a ${type} without what makes it one is none`, () => {
    const reading = read(published({ type }));
    assert.ok(!reading.ok && reading.problems.length > 0);
    assert.ok(!read(published({ type: 'note', content: 'x' })).ok);
  });
}

test('numbers that are none are told', () => {
  const bad: readonly JsonObject[] = [
    { value: -1, unit: 'troops' },
    { value: 1 },
    { value: 1, unit: 'troops', currency: 'EUR' },
    { value: 1, currency: 'euro' },
    { bound: 'range', low: 2, high: 1, unit: 'troops' },
    { bound: 'circa', value: 1, unit: 'troops' },
  ];
  for (const quantity of bad) {
    assert.ok(
      !readCommitmentEvent(published({ ...writeCommitmentEvent(event), quantity })).ok,
      JSON.stringify(quantity),
    );
  }
});

test('relationships of the standard tie commitments too', () => {
  const tie = (relationship_type: string, target: string) =>
    readLink(
      published({ type: 'relationship', relationship_type, source_ref: `commitment--${uuid}`, target_ref: target }),
    );
  assert.equal(tie('duplicate-of', `commitment--${uuid}`)?.kind, 'same-as');
  assert.equal(tie('part-of', `commitment--${uuid}`)?.kind, 'part-of');
  assert.equal(tie('part-of', `report--${uuid}`), undefined);
  assert.equal(tie('related-to', `commitment--${uuid}`), undefined);
});

test('figures are told in words that lose nothing', () => {
  const euro = { currency: 'EUR' };
  const exact = (value: number) => ({ low: value, best: value, high: value });
  assert.equal(figureWords(exact(2_000_000_000), euro), 'EUR 2 billion');
  assert.equal(figureWords(exact(1_500_000), euro), 'EUR 1.5 million');
  assert.equal(figureWords(exact(1_234_567), euro), 'EUR 1,234,567');
  assert.equal(figureWords({ low: 1800, best: 2000, high: 2200 }, { unit: 'troops' }), '2,000 troops (1,800 to 2,200)');
  assert.equal(figureWords({ low: 5, best: 5 }, { unit: 'ships' }), '5 ships or more');
  const half = { kind: 'share', amount: { bound: 'about', value: 0.5 } } as const;
  assert.equal(quantityWords(half), 'about 50% of another commitment');
  assert.equal(quantityWords({ ...half, of: 'a' }, 'a'), 'about 50% of what is there');
  assert.equal(figureWords(exact(30e9 * 1.1), euro), 'EUR 33 billion');
});

test('money says of which day its prices are, where that is not the day on which it was said', () => {
  const amount = { bound: 'exact', value: 5_000_000 } as const;
  const priced = { kind: 'measured', amount, measure: { currency: 'EUR', on: '2015-01-01' } } as const;
  assert.equal(quantityWords(priced, undefined, 'pledged', '2018-02-14'), 'EUR 5 million at prices of 2015-01-01');
  assert.equal(quantityWords(priced, undefined, 'pledged', '2015-01-01'), 'EUR 5 million');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Condition,
  type ConditionAnswer,
  conditionState,
  type Expectation,
  type ExpectationOutcome,
  expectationState,
} from '../src/index.ts';

const source = { key: 'us', name: 'President' };
const record = { owner: 'us', recorded: '2019-02-06T12:00:00Z' };
const announced: Expectation = {
  id: 'x',
  name: 'All of the caliphate is announced as taken',
  source,
  said: '2019-02-06',
  phrase: 'sometime probably next week',
  window: { from: '2019-02-11', to: '2019-02-17' },
  likelihood: 'probable',
  about: [],
  ...record,
};
const outcome = (given: Partial<ExpectationOutcome>): ExpectationOutcome => ({
  id: 'o',
  expectation: 'x',
  outcome: 'met',
  on: '2019-02-15',
  source,
  ...record,
  ...given,
});
const stages = (days: readonly string[], outcomes: readonly ExpectationOutcome[] = []) =>
  days.map((valid) => expectationState(announced, outcomes, { valid })?.stage);

test('an expectation comes, is due, and lapses when its window is over and nothing was heard', () => {
  const days = ['2019-02-05', '2019-02-06', '2019-02-10', '2019-02-11', '2019-02-17', '2019-02-18'];
  assert.deepEqual(stages(days), [undefined, 'upcoming', 'upcoming', 'due', 'due', 'lapsed']);
  assert.equal(expectationState(announced, [], { valid: '2019-02-17' })?.isOverdue, false);
  assert.equal(expectationState(announced, [], { valid: '2019-02-18' })?.isOverdue, true);
});

test('a word settles it from its day on; what was overdue is not any more', () => {
  const met = outcome({ on: '2019-03-23' });
  assert.deepEqual(stages(['2019-03-01', '2019-03-23'], [met]), ['lapsed', 'met']);
  assert.equal(expectationState(announced, [met], { valid: '2019-03-23' })?.isOverdue, false);
  assert.equal(expectationState(announced, [met], { valid: '2019-04-01', known: '2019-02-06T11:00:00Z' }), undefined);
});

test('what slipped is waited for in its new window, and lapses there', () => {
  const slipped = outcome({ outcome: 'slipped', on: '2019-02-16', window: { from: '2019-03-01', to: '2019-03-31' } });
  assert.deepEqual(stages(['2019-02-17', '2019-02-20', '2019-04-01'], [slipped]), ['slipped', 'slipped', 'lapsed']);
  assert.deepEqual(stages(['2019-04-01'], [slipped, outcome({ id: 'p', on: '2019-03-23' })]), ['met']);
  assert.deepEqual(stages(['2020-01-01'], [outcome({ outcome: 'slipped', on: '2019-02-16' })]), ['slipped']);
});

test('a condition is refused where one refuses, accepted where all accept, and open until then', () => {
  const demand: Condition = {
    id: 'c',
    name: 'All foreign forces leave as part of any deal',
    kind: 'demand',
    demandedBy: ['taliban'],
    askedOf: ['us', 'af'],
    requires: [],
    inReturn: [],
    said: '2019-02-06',
    ...record,
  };
  const answer = (given: Partial<ConditionAnswer>): ConditionAnswer => ({
    id: 'a',
    condition: 'c',
    by: 'us',
    answer: 'accepted',
    said: '2019-02-07',
    source,
    ...record,
    ...given,
  });
  const stage = (given: readonly ConditionAnswer[], valid = '2019-03-01') => conditionState(demand, given, { valid });
  assert.equal(stage([])?.stage, 'open');
  assert.deepEqual(
    stage([])?.parties.map((each) => each.answer),
    ['not-answered', 'not-answered'],
  );
  const accepted = answer({});
  assert.equal(stage([accepted])?.stage, 'open');
  assert.equal(stage([accepted, answer({ id: 'b', by: 'af' })])?.stage, 'accepted');
  assert.equal(stage([accepted, answer({ id: 'b', by: 'af', answer: 'refused' })])?.stage, 'refused');
  assert.equal(
    stage([accepted, answer({ id: 'b', said: '2019-02-20', answer: 'refused' })])?.parties[0]?.answer,
    'refused',
  );
  assert.equal(stage([accepted, answer({ id: 'b', answer: 'refused' })])?.parties[0]?.isContested, true);
  assert.equal(stage([], '2019-02-05'), undefined);
});

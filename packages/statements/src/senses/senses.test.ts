import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from '../text/stem.ts';
import { findDates, firstFullDate } from './dates.ts';
import { kindOf } from './kinds.ts';
import { findNumbers } from './numbers.ts';
import { stanceOf } from './stance.ts';

const kind = (cue: string) => kindOf(cue, cue.split(' ').toReversed().map(stem));

test('kinds follow the verb, and the phrase where it turns the verb', () => {
  for (const [cue, expected] of [
    ['said', 'said'],
    ['believes', 'thinks'],
    ['has ordered', 'ordered'],
    ['called for', 'urged'],
    ['calls', 'called'],
    ['rejected', 'rejected'],
    ['vowed', 'promised'],
    ['denied', 'denied'],
    ['sought to clarify', 'clarified'],
    ['is expected', 'expects'],
    ['did not respond to', 'declined'],
    ['according to', 'said'],
  ] as const)
    assert.equal(kind(cue), expected, cue);
});

test('negation counts in the cue, twice is none; hedges come from cue and content', () => {
  assert.deepEqual(stanceOf('did not say', 'the talks failed'), { negated: true, hedges: [] });
  assert.equal(stanceOf('never said he would not go', '').negated, false);
  assert.deepEqual(stanceOf('reportedly said', 'it could probably wait').hedges, ['reportedly', 'could', 'probably']);
});

test('numbers are normalised with what they count and how they are bounded', () => {
  const [first] = findNumbers('send 2,000 U.S. troops home', 10);
  assert.deepEqual(first, {
    span: [15, 20],
    text: '2,000',
    value: 2000,
    measure: 'count',
    bound: 'exact',
    of: 'U.S. troops',
  });
  const read = (text: string) =>
    findNumbers(text, 0).map(({ value, measure, bound, of }) => [value, measure, bound, of]);
  assert.deepEqual(read('roughly half the forces'), [[0.5, 'share', 'about', 'forces']]);
  assert.deepEqual(read('100 percent of the land'), [[1, 'share', 'exact', 'land']]);
  assert.deepEqual(read('more than 17 years'), [[17, 'count', 'over', 'years']]);
  assert.deepEqual(read('at least $3.5 million'), [[3_500_000, 'money', 'at least', '$']]);
  assert.deepEqual(read('seventy-nine members'), [[79, 'count', 'exact', 'members']]);
  assert.deepEqual(read('between 800 and 1,000 fighters'), [
    [800, 'count', 'at least', 'fighters'],
    [1000, 'count', 'at most', 'fighters'],
  ]);
  assert.deepEqual(read('800 houses and 1,000 fighters')[0], [800, 'count', 'exact', 'houses']);
  assert.deepEqual(read('two-thirds of voters'), [[0.666667, 'share', 'exact', 'voters']]);
  assert.deepEqual(read('in 2016, on Feb. 6, at 3 p.m.'), []);
});

test('relative dates are windows counted from the day of the report', () => {
  const read = (text: string, today?: string) =>
    findDates(text, 0, today).map(({ window }) => window && [window.from, window.to]);
  assert.deepEqual(read('next week', '2019-02-06'), [['2019-02-11', '2019-02-17']]);
  assert.deepEqual(read('yesterday', '2019-03-01'), [['2019-02-28', '2019-02-28']]);
  assert.deepEqual(read('on Monday', '2019-02-06'), [['2019-02-04', '2019-02-04']]);
  assert.deepEqual(read('a port would be closed from Monday', '2019-03-03'), [['2019-03-04', '2019-03-04']]);
  assert.deepEqual(read('they would have left on Monday', '2019-02-06'), [['2019-02-04', '2019-02-04']]);
  assert.deepEqual(read('they will meet. It began on Monday', '2019-02-06'), [['2019-02-04', '2019-02-04']]);
  assert.deepEqual(read('last month', '2019-01-15'), [['2018-12-01', '2018-12-31']]);
  assert.deepEqual(read('within the next two weeks', '2019-02-06'), [['2019-02-06', '2019-02-20']]);
  assert.deepEqual(read('Dec. 30', '2019-01-05'), [['2018-12-30', '2018-12-30']]);
  assert.deepEqual(read('by 2021'), [['2021-01-01', '2021-12-31']]);
  assert.deepEqual(read('next week'), [undefined]);
});

test('the first full date of a text dates it; nonsense dates do not', () => {
  assert.equal(firstFullDate('Seen on Monday. Geneva, March 3, 2020: the talks'), '2020-03-03');
  assert.equal(firstFullDate('It was 31 February 2020 in May'), undefined);
});

test('months and spans of time are windows, what is counted may stand before its number', () => {
  const days = (text: string) => findDates(text, 0, '2034-03-10').map(({ window }) => [window?.from, window?.to]);
  assert.deepEqual(days('in January'), [['2034-01-01', '2034-01-31']]);
  assert.deepEqual(days('in November'), [['2033-11-01', '2033-11-30']]);
  assert.deepEqual(days('it will end in February'), [['2035-02-01', '2035-02-28']]);
  assert.deepEqual(days('until September'), [['2034-09-01', '2034-09-30']]);
  assert.deepEqual(days('within six to nine months'), [['2034-03-10', '2034-12-05']]);
  const read = (text: string) => findNumbers(text, 0).map(({ value, measure, of }) => [value, measure, of]);
  assert.deepEqual(read('put the number of exposed devices at 11,400'), [[11_400, 'count', 'exposed devices']]);
  assert.deepEqual(read('two of five battalions')[0], [2, 'count', 'battalions']);
  assert.deepEqual(read('4.2 million euros'), [[4_200_000, 'money', '€']]);
});

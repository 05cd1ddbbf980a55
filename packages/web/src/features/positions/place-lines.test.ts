import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PositionLine } from '@entente/server/api-types';
import { placeLines } from './place-lines.ts';

const box = { left: 0, right: 400, top: 0, bottom: 100 };

function line(...points: [since: string, opinion: string][]): PositionLine {
  return {
    points: points.map(([since, opinion]) => ({ since, opinion, answer: 'opinion' })),
  } as unknown as PositionLine;
}

test('for is above against, later is to the right, and a line goes on to the day looked at', () => {
  const [only] = placeLines(
    [line(['2019-01-01', 'strongly-agree'], ['2019-01-21', 'disagree'])],
    '2019-02-01',
    box,
  ).placed;
  const [first, second] = only?.points ?? [];
  assert.ok(first && second);
  assert.ok(first.y < second.y && first.x < second.x);
  assert.equal(only?.path, `M${first.x} ${first.y}H${second.x}V${second.y}H392`);
});

test('equal lines do not hide each other', () => {
  const { placed } = placeLines([line(['2019-01-01', 'agree']), line(['2019-01-01', 'agree'])], '2019-02-01', box);
  assert.equal(new Set(placed.map(({ points }) => points[0]?.y)).size, 2);
});

test('nothing at all has places too', () => {
  assert.deepEqual(placeLines([], '2019-02-01', box).placed, []);
});

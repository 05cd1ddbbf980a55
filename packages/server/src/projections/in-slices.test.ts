import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atOnce, inSlices } from './in-slices.ts';

/** Steps of some milliseconds each. */
function* steps(many: number, done: number[]): Generator<void, void> {
  for (let step = 0; step < many; step += 1) {
    const until = performance.now() + 3;
    while (performance.now() < until);
    done.push(step);
    yield;
  }
}

test('work in slices lets others have their turn, and is done to its end', async () => {
  const done: number[] = [];
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    if (done.length < 40) setImmediate(turn);
  };
  setImmediate(turn);
  await inSlices(steps(40, done), () => false);
  assert.equal(done.length, 40);
  assert.ok(turns >= 4, `${turns} turns`);
});

test('work that is given up ends, and what waits for it goes on', async () => {
  const done: number[] = [];
  await inSlices(steps(40, done), () => done.length > 4);
  assert.ok(done.length > 4 && done.length < 40, `${done.length} steps`);
});

test('work of little is done before anybody else has a turn', async () => {
  const done: number[] = [];
  const work = inSlices(steps(1, done), () => false);
  assert.deepEqual(done, [0]);
  await work;
});

test('work at once returns what it comes to, and throws what it throws', () => {
  function* sum(fails: boolean): Generator<void, number> {
    yield;
    if (fails) throw new Error('no');
    return 7;
  }
  assert.equal(atOnce(sum(false)), 7);
  assert.throws(() => atOnce(sum(true)), /no/);
});

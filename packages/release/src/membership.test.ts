import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groups, identity, roster, who } from '../test/sample-roster.ts';
import { membershipIn } from './membership.ts';

const through = (list: number[], viewer: number) => membershipIn(list.map(identity), viewer, roster)?.through;

test('takes the shortest way through groups', () => {
  assert.deepEqual(through([groups.east, who.bravo], who.bela), [identity(who.bravo)]);
  assert.deepEqual(through([groups.loopB], who.charlie), [groups.loopB, groups.loopA, who.charlie].map(identity));
  assert.equal(through([groups.loopB, groups.empty], who.bravo), undefined);
});

test('tells the named from those who belong to them', () => {
  const as = (named: number, viewer: number) => membershipIn([identity(named)], viewer, roster)?.as;
  assert.equal(as(who.alpha, who.alpha), 'itself');
  assert.equal(as(who.alpha, who.alphaCity), 'unit');
  assert.equal(as(who.alpha, who.artur), 'person');
  assert.equal(as(who.alphaCity, who.artur), 'person');
  assert.equal(as(who.alphaCity, who.alpha), undefined);
  assert.equal(as(who.alphaCity, who.ana), undefined);
});

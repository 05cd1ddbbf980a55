import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identity, principals } from '../test/sample-roster.ts';
import { createRoster } from './roster.ts';

test('refuses two principals with one id or one identity', () => {
  const [first] = principals;
  assert.ok(first);
  assert.throws(() => createRoster([first, { ...first, identity: identity(77) }]), /share/);
  assert.throws(() => createRoster([first, { ...first, id: 77 }]), /share/);
});

test('a unit of unknown kind counts as served, the narrower', () => {
  const member = { id: 1, kind: 'member', identity: identity(1), member: 1, active: true } as const;
  const unit = { id: 2, kind: 'unit', identity: identity(2), member: 1, active: true } as const;
  const { reach } = createRoster([member, { ...unit, clearances: { amberStrict: true } }]);
  assert.deepEqual(reach.green.get(1)?.list(), [1, 2]);
  assert.deepEqual(reach.amber.get(1)?.list(), [1]);
  assert.deepEqual(reach['amber+strict'].get(1)?.list(), [1]);
});

test('a person whose unit or member is unknown reaches nothing', () => {
  const person = { id: 5, kind: 'person', identity: identity(5), member: 1, active: true } as const;
  assert.equal(createRoster([person]).reach.green.get(5), undefined);
});

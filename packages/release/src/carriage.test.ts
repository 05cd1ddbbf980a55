import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Audience } from './audience.ts';
import { carriage } from './carriage.ts';
import type { Clause } from './terms.ts';

const node = { name: 'n', operator: 7, allowed: false };
const owner = 1;

const table: [string, Omit<Clause, 'owner'>, boolean][] = [
  ['CLEAR', { tlp: 'clear' }, true],
  ['GREEN', { tlp: 'green' }, true],
  ['AMBER', { tlp: 'amber' }, true],
  ['AMBER+STRICT', { tlp: 'amber+strict' }, false],
  ['RED', { tlp: 'red' }, false],
  ['a list without a level', { to: [['identity--1']] }, false],
  ['GREEN and ORCON', { tlp: 'green', handling: { noOnwardRelease: true } }, false],
];

for (const [title, clause, may] of table) {
  test(`a node whose operator is not in the audience ${may ? 'carries' : 'does not carry'} ${title}`, () => {
    const terms = { owner, ...clause };
    assert.equal(carriage(node, terms, Audience.of([1, 2])).may, may);
    assert.equal(carriage(node, terms, Audience.of([1, 7])).may, true);
    assert.equal(carriage({ ...node, allowed: true }, terms, Audience.of([1, 2])).may, true);
  });
}

test('the narrowest of several clauses decides', () => {
  const terms = { owner, tlp: 'green', and: [{ owner, tlp: 'red' }] } as const;
  assert.deepEqual(carriage(node, terms, Audience.none), { may: false, because: 'level' });
});

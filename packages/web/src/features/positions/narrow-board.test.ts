import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PositionMatrix } from '@entente/server/api-types';
import { narrowBoard } from './narrow-board.ts';

const matrix = {
  day: '2019-02-06',
  claims: [
    { id: 'claim--1', name: 'Troops should stay.', aliases: ['withdrawal'] },
    { id: 'claim--2', name: 'The group is beaten.', aliases: [] },
  ],
  principals: [
    { id: 'a', name: 'Iraq', kind: 'member' },
    { id: 'b', name: 'Norway', kind: 'member' },
  ],
  cells: [{ principal: 'a', claim: 'claim--1' }],
} as unknown as PositionMatrix;

function names(words: string, withSilent = false): [string[], string[]] {
  const { claims, principals } = narrowBoard(matrix, words, withSilent);
  return [claims.map(({ id }) => id), principals.map(({ name }) => name)];
}

test('words narrow the claims by name and alias, and otherwise the members', () => {
  assert.deepEqual(names(''), [['claim--1', 'claim--2'], ['Iraq']]);
  assert.deepEqual(names('WITHDRAWAL'), [['claim--1'], ['Iraq']]);
  assert.deepEqual(names('nor'), [['claim--1', 'claim--2'], ['Norway']]);
  assert.deepEqual(names('beaten', true), [['claim--2'], ['Iraq', 'Norway']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Position } from '../shapes/position.ts';
import type { Statement } from '../shapes/statement.ts';
import { type Cell, cellsOf } from './cells.ts';
import { linesOf } from './lines.ts';

const [state, president, general, spokesman] = ['state', 'president', 'general', 'spokesman'].map(
  (each) => `identity--${each}`,
) as [string, string, string, string];
const claim = 'claim--1';

function said(speaker: string, stance: 'agree' | 'disagree', more: Partial<Statement> = {}): Statement {
  return {
    id: `statement--${speaker}`,
    sourceSpans: [],
    cueSpans: [],
    contentSpans: [],
    kind: 'said',
    negated: false,
    hedged: false,
    said: '2019-02-06',
    speaker,
    spokenFor: state,
    claim,
    quantities: [],
    stance,
    ...more,
  };
}

function held(holder: string, opinion: 'agree' | 'disagree', more: Partial<Position> = {}): Position {
  const base = { id: `opinion--${holder}`, claim, holder, speaksFor: state, answer: 'opinion' as const };
  return { ...base, opinion, since: '2019-02-06', basis: [], ...more };
}

/** The one cell, which must not hang on ids: with all of them turned round it shows the same. */
function cell(statements: readonly Statement[], positions: readonly Position[] = []): Cell {
  const turned = (id: string): string => `${id.slice(0, id.indexOf('--') + 2)}${[...id].reverse().join('')}`;
  const of = (change: (id: string) => string): Cell => {
    const lines = linesOf(
      positions.map((each) => ({ ...each, id: change(each.id) })),
      statements.map((each) => ({ ...each, id: change(each.id) })),
    );
    return cellsOf(lines, '2019-02-20')[0] ?? assert.fail('there is none');
  };
  const [found, other] = [of((id) => id), of(turned)];
  assert.equal(other.shown.holder, found.shown.holder);
  assert.deepEqual(
    other.beside.map(({ holder }) => holder),
    found.beside.map(({ holder }) => holder),
  );
  return found;
}

test('of two voices on one day the one that was recorded later is shown, and the other beside it', () => {
  const one = said(president, 'agree', { recorded: '2019-02-06T10:00:00Z' });
  const other = said(general, 'disagree', { recorded: '2019-02-06T11:00:00Z' });
  for (const statements of [
    [one, other],
    [other, one],
  ]) {
    const { shown, beside } = cell(statements);
    assert.equal(shown.holder, general);
    assert.deepEqual(
      beside.map(({ holder }) => holder),
      [president],
    );
  }
  assert.deepEqual(cell([one, { ...other, stance: 'agree' }]).beside, []);
  assert.deepEqual(cell([one, { ...other, said: '2019-02-07' }]).beside, [], 'another day');
});

test('a clarification of the same day is shown by itself, whenever it was recorded', () => {
  const clarified = said(spokesman, 'disagree', { kind: 'clarified', recorded: '2019-02-06T09:00:00Z' });
  const { shown, beside } = cell([said(president, 'agree', { recorded: '2019-02-06T10:00:00Z' }), clarified]);
  assert.equal(shown.holder, spokesman);
  assert.deepEqual(beside, []);
});

test('a position comes before what was said that day, and the own word before what others wrote down', () => {
  const late = said(general, 'disagree', { recorded: '2019-02-06T12:00:00Z', author: state });
  const taken = held(president, 'agree', { recorded: '2019-02-06T10:00:00Z' });
  assert.equal(cell([late], [taken]).shown.holder, president);
  const other = held(general, 'disagree', { recorded: '2019-02-06T09:00:00Z', author: state });
  assert.equal(cell([], [taken, other]).shown.holder, general);
});

test('an official position is shown by itself, also where voices spoke later', () => {
  const official = held(state, 'agree', { since: '2019-02-01' });
  const { shown, isOfficial, beside } = cell([said(general, 'disagree')], [official]);
  assert.deepEqual([shown.holder, isOfficial, beside], [state, true, []]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Column,
  type Commitment,
  type Conversion,
  columns,
  createTies,
  foldLedger,
  type Interval,
  type LinkKind,
  measureKey,
  settle,
  totals,
} from '../src/index.ts';
import { type CaseEvent, commitment, event, link, readCases } from './ledger-cases.ts';

type Told = readonly [low: number, best: number, high: number | null];
type Case = {
  readonly name: string;
  readonly commitments: readonly (Partial<Commitment> & { readonly id: string })[];
  readonly events: readonly CaseEvent[];
  readonly links?: readonly (readonly [LinkKind, string, string])[];
  readonly choose?: Readonly<Record<string, string>>;
  readonly convert?: Conversion;
  readonly asOf: string;
  readonly known?: string;
  readonly states?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly totals?: Readonly<Partial<Record<Column, Readonly<Record<string, Told>>>>>;
};

for (const each of readCases<Case>()) {
  test(each.name, () => {
    const commitments = each.commitments.map(commitment);
    const asOf = { valid: each.asOf, ...(each.known === undefined ? {} : { known: each.known }) };
    const ties = createTies(commitments, (each.links ?? []).map(link));
    const choices = new Map(Object.entries(each.choose ?? {}));
    const states = settle(foldLedger(commitments, each.events.map(event), asOf, choices), ties, each.asOf);
    for (const [id, expected] of Object.entries(each.states ?? {})) {
      const state = states.get(id);
      for (const [key, value] of Object.entries(expected)) {
        const column = columns.find((name) => name === key);
        const found = column === undefined ? state?.[key as 'stage'] : told(state?.figures[column]?.value);
        assert.deepEqual(found, value, `${key} of ${id}`);
      }
    }
    for (const [column, expected] of Object.entries(each.totals ?? {})) {
      const lines = totals(commitments, states, ties, {
        columns: [column as Column],
        by: 'all',
        asOf,
        ...(each.convert === undefined ? {} : { conversion: each.convert }),
      });
      assert.deepEqual(Object.fromEntries(lines.map(({ measure, sum }) => [measureKey(measure), told(sum)])), expected);
      for (const { rows } of lines) assert.ok(rows.length > 0, 'every total opens into rows');
    }
  });
}

function told(value: Interval | undefined): Told | null {
  return value === undefined ? null : [value.low, value.best, value.high ?? null];
}

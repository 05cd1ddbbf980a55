import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Column,
  type Commitment,
  type Conversion,
  columns,
  createTies,
  type Dimension,
  foldLedger,
  type Interval,
  type LinkKind,
  settle,
  totals,
} from '../src/index.ts';
import { measureKey } from '../src/quantity/quantity.ts';
import { type CaseEvent, commitment, event, link, readCases } from './ledger-cases.ts';

type Told = readonly [low: number, best: number, high: number | null];
type Lines = Readonly<Partial<Record<Column, Readonly<Record<string, Told>>>>>;
type Case = {
  readonly name: string;
  /** The arithmetic, as done on paper. */
  readonly byHand?: string;
  readonly commitments: readonly (Partial<Commitment> & { readonly id: string })[];
  readonly events: readonly CaseEvent[];
  readonly links?: readonly (readonly [LinkKind, string, string])[];
  readonly choose?: Readonly<Record<string, string>>;
  readonly convert?: Conversion;
  readonly asOf: string;
  readonly known?: string;
  readonly states?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly totals?: Lines;
  /** By another dimension: a line is called by its value and what is counted. */
  readonly by?: Dimension;
  readonly lines?: Lines;
};

for (const each of ['hard-cases.json', 'by-hand.json', 'combined-cases.json'].flatMap((file) =>
  readCases<Case>(file),
)) {
  test(each.byHand === undefined ? each.name : `${each.name}: ${each.byHand}`, () => {
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
        assert.deepEqual(found ?? null, value, `${key} of ${id}`);
      }
    }
    const sums = (column: string, by: Dimension) => {
      const conversion = each.convert === undefined ? {} : { conversion: each.convert };
      const lines = totals(commitments, states, ties, { columns: [column as Column], by, asOf, ...conversion });
      for (const { rows } of lines) assert.ok(rows.length > 0, 'every total opens into rows');
      return lines.map(({ value, measure, sum }) => [`${value} ${measureKey(measure)}`.trim(), told(sum)]);
    };
    for (const [column, expected] of Object.entries(each.totals ?? {})) {
      assert.deepEqual(Object.fromEntries(sums(column, 'all')), expected);
    }
    for (const [column, expected] of Object.entries(each.lines ?? {})) {
      assert.deepEqual(Object.fromEntries(sums(column, each.by ?? 'all')), expected);
    }
  });
}

function told(value: Interval | undefined): Told | null {
  return value === undefined ? null : [value.low, value.best, value.high ?? null];
}

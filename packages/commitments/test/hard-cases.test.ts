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
  type Scenario,
  settle,
  totals,
  withdraw,
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
  /** Commitments of which this reader has neither themselves nor their events nor the links that they state. */
  readonly hidden?: readonly string[];
  /** The rows of the one line of a column, in their order; those that are not counted with a dash. */
  readonly rows?: Readonly<Partial<Record<Column, readonly string[]>>>;
  /** A withdrawal, and what it takes of a column and measure in all. */
  readonly without?: Scenario;
  readonly losses?: Readonly<Record<string, Readonly<Record<'before' | 'goes' | 'remains', Told> & { share: number }>>>;
};

for (const each of ['hard-cases.json', 'by-hand.json', 'combined-cases.json', 'outside-cases.json'].flatMap((file) =>
  readCases<Case>(file),
)) {
  test(each.byHand === undefined ? each.name : `${each.name}: ${each.byHand}`, () => {
    const isSeen = (id: string): boolean => !(each.hidden ?? []).includes(id);
    const commitments = each.commitments.map(commitment).filter(({ id }) => isSeen(id));
    const events = each.events.map(event).filter(({ commitment: of }) => isSeen(of));
    const links = (each.links ?? []).map(link).filter(({ from }) => isSeen(from));
    const asOf = { valid: each.asOf, ...(each.known === undefined ? {} : { known: each.known }) };
    const ties = createTies(commitments, links);
    const choices = new Map(Object.entries(each.choose ?? {}));
    const states = settle(foldLedger(commitments, events, asOf, choices), ties, each.asOf);
    for (const [id, expected] of Object.entries(each.states ?? {})) {
      const state = states.get(id);
      for (const [key, value] of Object.entries(expected)) {
        const column = columns.find((name) => name === key);
        const found = column === undefined ? state?.[key as 'stage'] : told(state?.figures[column]?.value);
        assert.deepEqual(found ?? null, value, `${key} of ${id}`);
      }
    }
    const conversion = each.convert === undefined ? {} : { conversion: each.convert };
    const sums = (column: string, by: Dimension) => {
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
    for (const [column, expected] of Object.entries(each.rows ?? {})) {
      const [line, ...more] = totals(commitments, states, ties, {
        columns: [column as Column],
        by: 'all',
        asOf,
        ...conversion,
      });
      assert.deepEqual(more, []);
      const rows = line?.rows.map(({ commitment: of, not }) => (not === undefined ? of : `-${of}`));
      assert.deepEqual([rows, line?.count], [expected, expected.length]);
    }
    const lost = withdraw(commitments, states, ties, each.without ?? {}, { asOf, ...conversion }).losses.all;
    for (const [name, expected] of Object.entries(each.losses ?? {})) {
      const loss = lost.find(({ column, measure }) => `${column} ${measureKey(measure)}` === name);
      const { before, goes, remains, share } = expected;
      assert.deepEqual([told(loss?.before), told(loss?.goes), told(loss?.remains)], [before, goes, remains]);
      assert.ok(Math.abs((loss?.share ?? -1) - share) < 1e-9, `${loss?.share} is not ${share}`);
    }
  });
}

function told(value: Interval | undefined): Told | null {
  return value === undefined ? null : [value.low, value.best, value.high ?? null];
}

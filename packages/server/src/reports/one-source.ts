import type { Statement } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import { sightOf } from '../terms/nodes-only.ts';
import { reportNumber } from './report-number.ts';

/** A statement, and under which date added somebody has it. */
type Said = { readonly value: Statement; readonly added: number };

/** Which reports are one source, as far as a viewer is told so. */
export type Sources = {
  /** Whether any are. */
  readonly any: boolean;
  /** The same as long as the same reports are. */
  readonly key: string;
  /**
   * Of statements in copies of one text that say the same (speaker, claim, stance, day, kind), the one that came
   * first; the order stays.
   */
  fold<T extends Said>(statements: readonly T[]): readonly T[];
  /** Whether one of the reports that share this number is a copy of another, or has one. */
  isCopied(report: number): boolean;
  /** All reports of one source with a report, itself among them, by id and whether or not the viewer has each. */
  copiesOf(report: string): readonly string[] | undefined;
};

/** Exported for the test of its plan. `?1` is the viewer's sight. */
export const copiesQuery = `SELECT DISTINCT r.one, r.other FROM report_copy r ${visibleTo('?1')}`;

const noSources: Sources = {
  any: false,
  key: '',
  fold: (statements) => statements,
  isCopied: () => false,
  copiesOf: () => undefined,
};

export function createOneSource(
  database: Database,
  projections: Pick<Projections, 'mustBeReady'>,
): (viewer: Viewer) => Sources {
  const copies = database.prepare(copiesQuery);
  return (viewer) => {
    projections.mustBeReady('report copies');
    const rows = copies.all(sightOf(viewer));
    if (rows.length === 0) return noSources;
    const pairs = rows.map(({ one, other }): [string, string] => [String(one), String(other)]);
    const sourceOf = joined(pairs);
    const key = rows
      .map(({ one, other }) => `${one} ${other}`)
      .sort()
      .join();
    const copied = new Set(pairs.flat());
    let numbers: ReadonlySet<number> | undefined;
    let groups: ReadonlyMap<string, readonly string[]> | undefined;
    return {
      any: true,
      key,
      fold: (statements) => folded(statements, (report) => (copied.has(report) ? sourceOf(report) : undefined)),
      isCopied(report) {
        numbers ??= new Set([...copied].map(reportNumber));
        return numbers.has(report);
      },
      copiesOf(report) {
        groups ??= Map.groupBy([...copied].sort(), sourceOf);
        return groups.get(sourceOf(report));
      },
    };
  };
}

/** Of each report that is a copy of another, directly or by way of a third, the first of them all by id. */
function joined(pairs: readonly (readonly [string, string])[]): (report: string) => string {
  const parent = new Map<string, string>();
  const rootOf = (report: string): string => {
    let root = report;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    // What was walked is shorter the next time: a long chain of copies costs its length once.
    for (let at = report; at !== root; ) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const [one, other] of pairs) {
    const [a = one, b = other] = [rootOf(one), rootOf(other)].sort();
    if (a !== b) parent.set(b, a);
  }
  return rootOf;
}

function folded<T extends Said>(statements: readonly T[], sourceOf: SourceOf): readonly T[] {
  const first = new Map<string, T>();
  for (const each of statements) {
    const key = keyOf(each.value, sourceOf);
    const known = first.get(key);
    if (known === undefined || each.added < known.added) first.set(key, each);
  }
  return statements.filter((each) => first.get(keyOf(each.value, sourceOf)) === each);
}

/** Undefined of a report that is no copy and has none. */
type SourceOf = (report: string) => string | undefined;

/** What of one source is one statement. Outside of copies each stands for itself. */
function keyOf(statement: Statement, sourceOf: SourceOf): string {
  const { id, report, speaker, speakerName, spokenFor, claim, stance, said, kind, negated } = statement;
  const source = report === undefined ? undefined : sourceOf(report);
  if (source === undefined) return id;
  return JSON.stringify([source, speaker ?? speakerName, spokenFor, claim, stance, said, kind, negated]);
}

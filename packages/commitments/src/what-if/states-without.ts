import type { Ties } from '../ledger/count-once.ts';
import type { Column, CommitmentState, Figure } from '../ledger/state.ts';
import { minus } from '../quantity/interval.ts';
import { measureKey } from '../quantity/quantity.ts';

type States = ReadonlyMap<string, CommitmentState>;

/** Parts in parts that go and stay by turns are followed so deep: deeper than anybody divides what he promised. */
const deepest = 50;

/**
 * What stays may have parts that go: it is less by them, but for what stays of these in turn. The states of what is.
 */
export function statesWithout(
  states: States,
  ties: Ties,
  going: ReadonlySet<string>,
  columns: readonly Column[],
): States {
  /** The nearest below that go, or stay, and tell of such a figure. */
  function partsOf(id: string, isGoing: boolean, column: Column, key: string): ReadonlyMap<string, Figure> {
    const found = new Map<string, Figure>();
    const seen = new Set([id]);
    for (const each of seen) {
      for (const part of ties.partsOf(each)) {
        const figure = going.has(part) === isGoing ? states.get(part)?.figures[column] : undefined;
        if (figure !== undefined && measureKey(figure.measure) === key) found.set(part, figure);
        else seen.add(part);
      }
    }
    return found;
  }

  const known = new Map<string, Figure>();
  /** A figure less those of its parts that go where it stays, that stay where it goes; the same where it has none. */
  function lessened(id: string, whole: Figure, column: Column, depth = 0): Figure {
    const key = `${column} ${id}`;
    const before = known.get(key);
    if (before !== undefined || depth === deepest) return before ?? whole;
    const parts = partsOf(id, !going.has(id), column, measureKey(whole.measure));
    let value = whole.value;
    for (const part of ties.countOnce(parts).counted) {
      const figure = parts.get(part);
      if (figure) value = minus(value, lessened(part, figure, column, depth + 1).value);
    }
    const made = parts.size === 0 ? whole : { ...whole, value };
    known.set(key, made);
    return made;
  }

  const changed = new Map<string, CommitmentState>();
  for (const id of ties.hangingTogether([...going])) {
    const state = going.has(id) ? undefined : states.get(id);
    if (state === undefined) continue;
    const own = columns.flatMap((column): [Column, Figure][] => {
      const whole = state.figures[column];
      const less = whole && lessened(id, whole, column);
      return less === undefined || less === whole ? [] : [[column, less]];
    });
    if (own.length > 0) changed.set(id, { ...state, figures: { ...state.figures, ...Object.fromEntries(own) } });
  }
  return changed;
}

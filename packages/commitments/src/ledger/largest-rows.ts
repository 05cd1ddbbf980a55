import { compare } from './order-of-events.ts';
import type { Figure } from './state.ts';

/** Which rows of a line are told: so many from the so many-th, the largest first; or those of some commitments. */
export type RowsWanted = SomeRows | { readonly of: { has(commitment: string): boolean } };
type SomeRows = { readonly offset: number; readonly limit: number };

export type Entry<F extends Figure = Figure> = { readonly id: string; readonly figure: F };

/** Keeps the rows that are wanted of however many come by, the largest first; `undefined` wants all. */
export type LargestRows<F extends Figure> = {
  add(id: string, figure: F): void;
  /** Behind all others: what is not counted. */
  addLast(id: string, figure: F): void;
  rows(): readonly Entry<F>[];
};

export function createLargestRows<F extends Figure>(wanted: SomeRows | undefined): LargestRows<F> {
  const first: Entry<F>[] = [];
  const last: Entry<F>[] = [];
  const until = wanted && wanted.offset + wanted.limit;
  const isLess = (a: Entry<F>, best: number, id: string): boolean =>
    a.figure.value.best < best || (a.figure.value.best === best && a.id > id);

  return {
    add(id, figure) {
      if (until === undefined || first.length < until) {
        if (until === undefined) first.push({ id, figure });
        else insert(first, { id, figure });
        return;
      }
      if (until === 0) return;
      const smallest = first[until - 1];
      if (smallest === undefined || !isLess(smallest, figure.value.best, id)) return;
      first.pop();
      insert(first, { id, figure });
    },
    addLast(id, figure) {
      last.push({ id, figure });
    },
    rows() {
      if (wanted === undefined || until === undefined) return [...first.sort(largestFirst), ...last.sort(largestFirst)];
      return (first.length < until ? [...first, ...last.sort(largestFirst)] : first).slice(wanted.offset, until);
    },
  };

  function insert(into: Entry<F>[], entry: Entry<F>): void {
    let [low, high] = [0, into.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = into[middle];
      if (at !== undefined && isLess(at, entry.figure.value.best, entry.id)) high = middle;
      else low = middle + 1;
    }
    into.splice(low, 0, entry);
  }
}

function largestFirst(a: Entry, b: Entry): number {
  return b.figure.value.best - a.figure.value.best || compare(a.id, b.id);
}

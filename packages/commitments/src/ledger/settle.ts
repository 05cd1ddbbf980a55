import type { Day } from '../calendar/day.ts';
import { minus } from '../quantity/interval.ts';
import { measureKey } from '../quantity/quantity.ts';
import { changedMap } from './changed-map.ts';
import type { Ties } from './count-once.ts';
import type { Column, CommitmentState, Figure } from './state.ts';

/**
 * States with what is told of a commitment under other names: a whole that says nothing of deliveries is outstanding
 * less what its parts delivered; what has no order of its own remains less what its parts are ordered to take away.
 * The same holds for what is the same thing, and for deliveries under what it replaces.
 */
export function settle(
  states: ReadonlyMap<string, CommitmentState>,
  ties: Ties,
  valid: Day,
): ReadonlyMap<string, CommitmentState> {
  return changedMap(states, settledOf(ties.tied, states, ties, valid));
}

/** The same of some commitments: the states of those that are others then. */
export function settledOf(
  ids: readonly string[],
  states: ReadonlyMap<string, CommitmentState>,
  ties: Ties,
  valid: Day,
): ReadonlyMap<string, CommitmentState> {
  const settled = new Map<string, CommitmentState>();
  for (const id of ids) {
    const state = states.get(id);
    if (state === undefined) continue;
    const { promised, delivered, leaving } = state.figures;
    const outstanding = promised && !delivered ? lessened(id, promised, 'delivered', true) : undefined;
    const remaining = delivered && !leaving ? lessened(id, delivered, 'leaving', false) : undefined;
    if (outstanding === undefined && remaining === undefined) continue;
    const figures = {
      ...state.figures,
      ...(outstanding === undefined ? {} : { outstanding }),
      ...(remaining === undefined ? {} : { remaining }),
    };
    const { due, ...rest } = state;
    const isDone = outstanding?.value.best === 0 && leaving === undefined;
    const isOverdue = !isDone && due !== undefined && due < valid;
    settled.set(id, { ...rest, figures, isOverdue, ...(due === undefined || isDone ? {} : { due }) });
  }
  return settled;

  function lessened(id: string, whole: Figure, column: Column, isWithPredecessors: boolean): Figure | undefined {
    const key = measureKey(whole.measure);
    const figureOf = (other: string): Figure | undefined => {
      const figure = states.get(other)?.figures[column];
      return figure !== undefined && measureKey(figure.measure) === key ? figure : undefined;
    };
    const theirs = new Map<string, Figure>();
    for (const other of ties.takesIn(id, (each) => figureOf(each) !== undefined, isWithPredecessors)) {
      const figure = figureOf(other);
      if (figure !== undefined) theirs.set(other, figure);
    }
    if (theirs.size === 0) return undefined;
    let { value, events } = whole;
    for (const part of ties.countOnce(theirs).counted) {
      const figure = theirs.get(part);
      if (figure === undefined) continue;
      value = minus(value, figure.value);
      events = [...new Set([...events, ...figure.events])].slice(-100);
    }
    return { value, events, measure: whole.measure };
  }
}

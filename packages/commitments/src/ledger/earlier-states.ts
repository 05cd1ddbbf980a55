import type { Day } from '../calendar/day.ts';
import type { Commitment, CommitmentEvent } from './commitment.ts';
import { compare } from './order-of-events.ts';
import type { CommitmentState } from './state.ts';

/** States of the wholes of shares that are told "as of then", by day and commitment. */
export type EarlierStates = ReadonlyMap<Day, ReadonlyMap<string, CommitmentState>>;

/** So many wholes as of some day are folded for one answer: what is beyond has no figure. */
const mostFolded = 5000;

/** What a share is of, and as of which day where it says so. */
export function wholeOf({ quantity }: CommitmentEvent): readonly { readonly of: string; readonly on?: Day }[] {
  if (quantity?.kind !== 'share' || quantity.of === undefined) return [];
  const { of, on } = quantity;
  return [{ of, ...(on === undefined ? {} : { on }) }];
}

/**
 * The states, on earlier days, of whatever shares of then need, the earliest day first: what a whole needs of a day
 * before its own is there when its turn comes.
 */
export function statesOfEarlierDays(
  commitments: readonly Commitment[],
  series: ReadonlyMap<string, readonly CommitmentEvent[]>,
  valid: Day,
  fold: (some: readonly Commitment[], day: Day, before: EarlierStates) => ReadonlyMap<string, CommitmentState>,
): EarlierStates {
  const wanted = new Map<Day, Set<string>>();
  const queue: { readonly id: string; readonly day: Day }[] = [];
  const want = ({ of: id, on = valid }: ReturnType<typeof wholeOf>[number], within: Day): void => {
    const day = on < within ? on : within;
    if (day >= valid || wanted.get(day)?.has(id) || queue.length >= mostFolded) return;
    wanted.set(day, (wanted.get(day) ?? new Set()).add(id));
    queue.push({ id, day });
  };
  for (const { id } of commitments) for (const each of (series.get(id) ?? []).flatMap(wholeOf)) want(each, valid);
  if (queue.length === 0) return new Map();
  const byId = new Map(commitments.map((each) => [each.id, each]));
  for (const { id, day } of queue) {
    if (byId.has(id)) for (const each of (series.get(id) ?? []).flatMap(wholeOf)) want(each, day);
  }
  const made = new Map<Day, ReadonlyMap<string, CommitmentState>>();
  for (const [day, ids] of [...wanted].sort(([a], [b]) => compare(a, b))) {
    const some = [...ids].sort(compare).flatMap((id) => byId.get(id) ?? []);
    made.set(day, fold(some, day, made));
  }
  return made;
}

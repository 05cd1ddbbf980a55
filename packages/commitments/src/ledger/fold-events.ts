import { addDays, type Day } from '../calendar/day.ts';
import { type Interval, interval, minus, nothing, plus, rest, times } from '../quantity/interval.ts';
import { intervalOf, measureKey, shareInterval } from '../quantity/quantity.ts';
import { type Commitment, type CommitmentEvent, defaultReading, type EventKind } from './commitment.ts';
import { inForce } from './order-of-events.ts';
import type { Column, Figure, Figures, Stage } from './state.ts';

/** What a series of events comes to. */
export type Folded = {
  readonly stage: Stage;
  readonly since?: Day;
  readonly figures: Figures;
  readonly due?: Day;
};

type Draft = {
  stage: Stage;
  since: Day | undefined;
  promised: Figure | undefined;
  delivered: Figure | undefined;
  leaving: Figure | undefined;
  /** Where the order is for a share of what is there: the two are not independent numbers. */
  leavingShare: Interval | undefined;
  withdrawn: Figure | undefined;
  promiseDue: Day | undefined;
  leavingDue: Day | undefined;
};

/** A figure names the last events that it follows from, so that a hostile series costs no more than it is long. */
const mostEvents = 100;
const all: Interval = { low: 1, best: 1, high: 1 };
const promises: readonly Stage[] = ['announced', 'pledged', 'confirmed'];
const ended: ReadonlySet<Stage> = new Set(['none', 'withdrawn', 'expired', 'denied']);

/**
 * The figure of another commitment that a share is of. Without a column: what is delivered, else what is promised;
 * without a day: as of the day asked about.
 */
export type WholeOf = (id: string, column: Column | undefined, on: Day | undefined) => Figure | undefined;

/**
 * Counts events in the order given. `wholeOf` answers the figure of another commitment that a share is of, or
 * undefined. Dates that pass change nothing by themselves (an order is no withdrawal) but for the end that the
 * commitment was made for.
 */
export function foldEvents(
  commitment: Commitment,
  events: readonly CommitmentEvent[],
  valid: Day,
  wholeOf: WholeOf,
): Folded {
  const draft: Draft = {
    stage: 'none',
    since: undefined,
    promised: undefined,
    delivered: undefined,
    leaving: undefined,
    leavingShare: undefined,
    withdrawn: undefined,
    promiseDue: undefined,
    leavingDue: undefined,
  };
  const end = commitment.until === undefined ? undefined : addDays(commitment.until, 1);
  const after = end === undefined ? events.length : events.findIndex((event) => inForce(event) >= end);
  const split = after < 0 ? events.length : after;
  for (const event of events.slice(0, split)) count(draft, event, commitment, wholeOf);
  if (end !== undefined && end <= valid && !ended.has(draft.stage)) expire(draft, end);
  for (const event of events.slice(split)) count(draft, event, commitment, wholeOf);
  return finished(draft);
}

function count(draft: Draft, event: CommitmentEvent, { id }: Commitment, wholeOf: WholeOf) {
  const { kind } = event;
  const given = figureOf(draft, event, id, wholeOf);
  const isChange = (event.reading ?? defaultReading(kind)) === 'change';
  const due = event.effectiveUntil ?? event.effective;
  switch (kind) {
    case 'announced':
    case 'pledged':
    case 'confirmed':
      draft.promised = isChange ? added(draft.promised, given) : (given ?? draft.promised);
      draft.promiseDue = due ?? draft.promiseDue;
      if (ended.has(draft.stage) || promises.indexOf(draft.stage) >= 0) {
        const isFurther = ended.has(draft.stage) || promises.indexOf(kind) > promises.indexOf(draft.stage);
        if (isFurther) reach(draft, kind, event);
      }
      break;
    case 'deployed':
    case 'disbursed':
      draft.delivered =
        isChange && given
          ? added(draft.delivered, given)
          : (given ?? draft.delivered ?? restated(draft.promised, event));
      keepShare(draft);
      if (draft.stage !== 'withdrawal-ordered') reach(draft, kind, event);
      break;
    case 'changed':
    case 'reduced':
      if (given !== undefined) change(draft, given, isChange ? (kind === 'reduced' ? 'less' : 'more') : 'level');
      keepShare(draft);
      break;
    case 'withdrawal-ordered':
      order(draft, given, isChange, event, id);
      draft.leavingDue = due ?? draft.leavingDue;
      reach(draft, kind, event);
      break;
    case 'withdrawn':
      withdraw(draft, given, isChange, event);
      break;
    case 'expired':
      expire(draft, inForce(event));
      break;
    case 'denied':
      if (draft.stage === 'none') reach(draft, kind, event);
      break;
  }
}

function figureOf(
  draft: Draft,
  { id: event, kind, reading, quantity }: CommitmentEvent,
  self: string,
  wholeOf: WholeOf,
): Figure | undefined {
  if (quantity === undefined) return undefined;
  if (quantity.kind === 'measured')
    return { value: intervalOf(quantity.amount), measure: quantity.measure, events: [event] };
  if (quantity.of === undefined) return undefined;
  const whole =
    quantity.of === self
      ? ownWhole(draft, kind, reading, quantity.figure)
      : wholeOf(quantity.of, quantity.figure, quantity.on);
  if (whole === undefined) return undefined;
  return {
    value: times(shareInterval(quantity.amount), whole.value),
    measure: whole.measure,
    events: quantity.of === self ? union(whole.events, [event]) : [event],
  };
}

/**
 * What a share of the commitment itself is of, where the source does not say: of what is promised for words and
 * deliveries ("half of it was paid"), of what is there for all else; and for a further order of what remains.
 */
function ownWhole(
  draft: Draft,
  kind: EventKind,
  reading: CommitmentEvent['reading'],
  column: Column | undefined,
): Figure | undefined {
  if (column !== undefined) return finished(draft).figures[column];
  const { promised, delivered } = draft;
  if (kind === 'withdrawal-ordered' && reading === 'change') return finished(draft).figures.remaining ?? promised;
  if (kind === 'deployed' || kind === 'disbursed' || isPromise(kind)) return promised ?? delivered;
  return delivered ?? promised;
}

function isPromise(kind: EventKind): boolean {
  return kind === 'announced' || kind === 'pledged' || kind === 'confirmed';
}

/** An order for a share stays one for that share of what is there, until some of it is gone. */
function order(draft: Draft, given: Figure | undefined, isChange: boolean, event: CommitmentEvent, id: string): void {
  if (isChange) {
    draft.leaving = added(draft.leaving, given);
    draft.leavingShare = undefined;
    return;
  }
  draft.leaving = given ?? restated(draft.delivered, event);
  draft.leavingShare = event.quantity === undefined ? all : isShareOfAll(event, id) ? shareOf(event) : undefined;
}

/** Where another figure is told of what is there, the share that was ordered to leave is a share of that. */
function keepShare(draft: Draft): void {
  const { delivered, leaving, leavingShare } = draft;
  if (delivered === undefined || leavingShare === undefined) return;
  const events = union(leaving?.events ?? [], delivered.events);
  draft.leaving = { value: times(leavingShare, delivered.value), measure: delivered.measure, events };
}

function change(draft: Draft, given: Figure, how: 'level' | 'more' | 'less'): void {
  const by = (before: Figure | undefined): Figure | undefined =>
    how === 'level' ? given : how === 'more' ? added(before, given) : less(before, given);
  // What is paid is paid: only the promise can still be changed.
  const isPaid = draft.stage === 'disbursed';
  if (draft.delivered !== undefined && !isPaid) {
    draft.delivered = by(draft.delivered);
    if (draft.promised !== undefined) draft.promised = by(draft.promised);
  } else draft.promised = by(draft.promised);
}

function withdraw(draft: Draft, given: Figure | undefined, isChange: boolean, event: CommitmentEvent): void {
  const { delivered, promised } = draft;
  if (given === undefined) {
    if (event.quantity !== undefined) return;
    if (delivered !== undefined) draft.withdrawn = added(draft.withdrawn, restated(delivered, event));
    draft.delivered = emptied(delivered, event);
    draft.promised = emptied(promised, event);
    draft.leaving = emptied(draft.leaving, event);
    reach(draft, 'withdrawn', event);
    return;
  }
  const going = isChange || delivered === undefined ? given : less(delivered, given);
  draft.withdrawn = added(draft.withdrawn, going);
  draft.delivered = isChange ? less(delivered, given) : given;
  draft.promised = going === undefined ? promised : less(promised, going);
  draft.leaving = less(draft.leaving, going);
  draft.leavingShare = undefined;
  if ((draft.delivered ?? draft.promised)?.value.best === 0) reach(draft, 'withdrawn', event);
  else if (draft.stage === 'withdrawal-ordered' && draft.leaving?.value.best === 0) reach(draft, 'deployed', event);
}

/** What was not delivered no longer stands, and what was there is no longer for it; what is paid is paid. */
function expire(draft: Draft, day: Day): void {
  const isPaid = draft.stage === 'disbursed';
  draft.stage = 'expired';
  draft.since = day;
  draft.promised = isPaid ? draft.delivered : emptied(draft.promised);
  if (!isPaid) draft.delivered = emptied(draft.delivered);
  draft.leaving = emptied(draft.leaving);
}

function isNothing({ value: { best, high } }: Figure): boolean {
  return best === 0 && high === 0;
}

function over(figure: Figure): Figure {
  return { ...figure, isOver: true };
}

function finished({ promised, delivered, leaving, leavingShare, withdrawn, stage, since, ...dues }: Draft): Folded {
  const outstanding = promised && delivered ? less(promised, delivered) : promised;
  const isLeaving = leaving !== undefined && leaving.value.best > 0;
  const remaining = isLeaving ? remainder(delivered, leaving, leavingShare) : delivered;
  const due = isLeaving ? dues.leavingDue : outstanding && outstanding.value.best > 0 ? dues.promiseDue : undefined;
  const figures = { promised, delivered, outstanding, leaving: within(leaving, delivered), remaining, withdrawn };
  return {
    stage,
    ...(since === undefined ? {} : { since }),
    figures: Object.fromEntries(
      Object.entries(figures).flatMap(([column, figure]) =>
        figure === undefined ? [] : [[column, stage === 'expired' && isNothing(figure) ? over(figure) : figure]],
      ),
    ),
    ...(due === undefined ? {} : { due }),
  };
}

/** No more are ordered to leave, and still there, than there can be; an exact order stays exact beside an "about". */
function within(leaving: Figure | undefined, delivered: Figure | undefined): Figure | undefined {
  if (leaving === undefined || delivered === undefined) return leaving;
  const { low, best, high } = leaving.value;
  const most = delivered.value.high;
  if (most === undefined || (high !== undefined && high <= most)) return leaving;
  if (measureKey(leaving.measure) !== measureKey(delivered.measure)) return leaving;
  if (low > most) return { ...leaving, value: delivered.value };
  return { ...leaving, value: interval(low, Math.min(best, most), most) };
}

/** Half of about 14,000 leaves the other half of the same 14,000, not of another. */
function remainder(delivered: Figure | undefined, leaving: Figure, share: Interval | undefined): Figure | undefined {
  if (delivered === undefined || share === undefined) return less(delivered, leaving);
  const events = union(delivered.events, leaving.events);
  return { value: times(rest(share), delivered.value), measure: delivered.measure, events };
}

function reach(draft: Draft, stage: Stage, event: CommitmentEvent): void {
  if (draft.stage === stage) return;
  draft.stage = stage;
  draft.since = inForce(event);
}

function isShareOfAll({ quantity }: CommitmentEvent, self: string): boolean {
  if (quantity?.kind !== 'share' || quantity.of !== self || quantity.on !== undefined) return false;
  return quantity.figure === undefined || quantity.figure === 'delivered';
}

function shareOf({ quantity }: CommitmentEvent): Interval | undefined {
  return quantity?.kind === 'share' ? shareInterval(quantity.amount) : undefined;
}

/** Troops and aircraft do not add up: where the measures differ the figure before stays. */
function added(before: Figure | undefined, more: Figure | undefined): Figure | undefined {
  if (before === undefined || more === undefined) return before ?? more;
  if (measureKey(before.measure) !== measureKey(more.measure)) return before;
  return { value: plus(before.value, more.value), measure: before.measure, events: union(before.events, more.events) };
}

function less(before: Figure | undefined, by: Figure | undefined): Figure | undefined {
  if (before === undefined || by === undefined || measureKey(before.measure) !== measureKey(by.measure)) return before;
  return { value: minus(before.value, by.value), measure: before.measure, events: union(before.events, by.events) };
}

function restated(figure: Figure | undefined, { id }: CommitmentEvent): Figure | undefined {
  return figure && { ...figure, events: union(figure.events, [id]) };
}

function emptied(figure: Figure | undefined, event?: CommitmentEvent): Figure | undefined {
  return figure && { ...figure, value: nothing, events: event ? union(figure.events, [event.id]) : figure.events };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].slice(-mostEvents);
}

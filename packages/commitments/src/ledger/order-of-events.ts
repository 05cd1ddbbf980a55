import type { Day } from '../calendar/day.ts';
import { type Commitment, type CommitmentEvent, defaultReading, eventKinds } from './commitment.ts';

/** What somebody says holds from when it is said, whatever it is said for; what is done holds from when it is done. */
const words: ReadonlySet<string> = new Set(['announced', 'pledged', 'confirmed', 'withdrawal-ordered', 'denied']);

/** The day from which an event counts. */
export function inForce({ kind, said, effective, countsFrom }: CommitmentEvent): Day {
  return countsFrom ?? (words.has(kind) ? said : (effective ?? said));
}

/** The same by its own dates, whatever it corrects. */
export function spokenFor({ countsFrom: _, ...event }: CommitmentEvent): Day {
  return inForce(event);
}

/**
 * A correction at the place in time of what it corrects, unless it names a day of its own for what was done. What was
 * only "changed" by it is what it was: a deployment, a pledge.
 */
export function inPlaceOf(correction: CommitmentEvent, corrected: CommitmentEvent): CommitmentEvent {
  const event = correction.kind === 'changed' ? { ...correction, kind: corrected.kind } : correction;
  if (!words.has(event.kind) && event.effective !== undefined) return event;
  const day = inForce(corrected);
  return event.countsFrom !== undefined && event.countsFrom <= day ? event : { ...event, countsFrom: day };
}

/**
 * The rule by which one figure is used where several are given: of the same day the one said last, then the committing
 * member's own word, then its counterpart's, then the one held with more confidence; then by id, so that the order in
 * which events came in never matters. Sorts what counts more after what counts less.
 */
export function byWeight(commitment: Commitment): (a: CommitmentEvent, b: CommitmentEvent) => number {
  return (a, b) =>
    compare(a.said, b.said) ||
    standing(commitment, a) - standing(commitment, b) ||
    (a.confidence ?? 50) - (b.confidence ?? 50) ||
    compare(b.id, a.id);
}

/** In the order in which they are counted: of one day and kind what changed before what there is then. */
export function inOrder(commitment: Commitment, events: readonly CommitmentEvent[]): CommitmentEvent[] {
  const weight = byWeight(commitment);
  return events.toSorted(
    (a, b) =>
      compare(inForce(a), inForce(b)) ||
      eventKinds.indexOf(a.kind) - eventKinds.indexOf(b.kind) ||
      Number(isLevel(a)) - Number(isLevel(b)) ||
      weight(a, b),
  );
}

/** Whether an event is the word of the member that commits itself. */
export function isOwnWord({ by }: Commitment, { source, owner }: CommitmentEvent): boolean {
  return source.key === by || (owner === by && !source.key.startsWith('identity--'));
}

function isLevel({ kind, reading }: CommitmentEvent): boolean {
  return (reading ?? defaultReading(kind)) === 'level';
}

function standing(commitment: Commitment, event: CommitmentEvent): number {
  if (isOwnWord(commitment, event)) return 2;
  return commitment.counterparts.includes(event.source.key) ? 1 : 0;
}

/** By code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

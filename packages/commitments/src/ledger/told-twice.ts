import { daysBetween } from '../calendar/day.ts';
import { type Interval, intervalsMeet } from '../quantity/interval.ts';
import { intervalOf, measureKey, shareInterval } from '../quantity/quantity.ts';
import { type CommitmentEvent, defaultReading } from './commitment.ts';
import { compare, inForce } from './order-of-events.ts';

/** Papers tell of a payment for a week: so far apart, tellings that give no day of their own may be of the same one. */
const daysOfTelling = 7;
/** Neighbours looked at on either side, so that a hostile series costs no more than it is long. */
const mostNeighbours = 100;

/** A telling that is of the same payment or departure as another one, which counts. */
export type ToldTwice = { readonly event: CommitmentEvent; readonly by: CommitmentEvent };

/**
 * Payments and departures are counted one by one, and several sources tell of the same ones. Of one kind and one day
 * or of one statement only one source is counted: `weightier` sorts it last. Beyond that one telling takes in one of
 * each other source, where either gives no day of its own, of those days and of a number that fits.
 */
export function toldTwice(
  events: readonly CommitmentEvent[],
  weightier: (a: CommitmentEvent, b: CommitmentEvent) => number,
): readonly ToldTwice[] {
  const changes = events.filter(isChange);
  const sources = new Set(changes.map(({ source }) => source.key));
  if (sources.size < 2) return [];
  const found: ToldTwice[] = [];
  /** What is left where of each group only the source that counts most is heard. */
  function oneSource(all: readonly CommitmentEvent[], key: (event: CommitmentEvent) => string): CommitmentEvent[] {
    return [...Map.groupBy(all, key).values()].flatMap((group) => {
      const best = group.toSorted(weightier).at(-1);
      const isHeard = ({ source }: CommitmentEvent): boolean => source.key === best?.source.key;
      for (const event of group) if (best !== undefined && !isHeard(event)) found.push({ event, by: best });
      return group.filter(isHeard);
    });
  }
  const ofDays = oneSource(changes, (each) => `${each.kind} ${inForce(each)}`);
  const left = oneSource(ofDays, ({ kind, statement, id }) => `${kind} ${statement ?? id}`);
  for (const alike of Map.groupBy(left, ({ kind }) => kind).values()) found.push(...near(alike, weightier));
  return found;
}

function near(
  events: readonly CommitmentEvent[],
  weightier: (a: CommitmentEvent, b: CommitmentEvent) => number,
): readonly ToldTwice[] {
  const found: ToldTwice[] = [];
  const taken = new Set<string>();
  const byDay = events.toSorted((a, b) => compare(inForce(a), inForce(b)) || compare(a.id, b.id));
  const place = new Map(byDay.map((each, at) => [each.id, at]));
  for (const best of events.toSorted(weightier).toReversed()) {
    if (taken.has(best.id)) continue;
    const told = new Set([best.source.key]);
    for (const step of [-1, 1]) {
      for (let steps = 1; steps <= mostNeighbours; steps++) {
        const other = byDay[(place.get(best.id) ?? 0) + steps * step];
        if (other === undefined || Math.abs(daysBetween(inForce(best), inForce(other))) > daysOfTelling) break;
        if (taken.has(other.id) || told.has(other.source.key) || !isSameTelling(best, other)) continue;
        told.add(other.source.key);
        taken.add(other.id);
        found.push({ event: other, by: best });
      }
    }
    taken.add(best.id);
  }
  return found;
}

function isSameTelling(a: CommitmentEvent, b: CommitmentEvent): boolean {
  const isDated = a.effective !== undefined && b.effective !== undefined;
  return !isDated && fits(a, b);
}

function fits({ quantity: a }: CommitmentEvent, { quantity: b }: CommitmentEvent): boolean {
  if (a?.kind === 'measured' && b?.kind === 'measured') {
    return measureKey(a.measure) === measureKey(b.measure) && intervalsMeet(intervalOf(a.amount), intervalOf(b.amount));
  }
  const share = (each: typeof a): Interval | undefined =>
    each?.kind === 'share' ? shareInterval(each.amount) : undefined;
  const [one, other] = [share(a), share(b)];
  return one !== undefined && other !== undefined && intervalsMeet(one, other);
}

function isChange(event: CommitmentEvent): boolean {
  return event.quantity !== undefined && (event.reading ?? defaultReading(event.kind)) === 'change';
}

import type { Day } from '../calendar/day.ts';
import { components } from '../graph/components.ts';
import { type AsOf, type Commitment, type CommitmentEvent, isKnown } from './commitment.ts';
import { byWeight, compare, inForce, inOrder, inPlaceOf, isOwnWord, spokenFor } from './order-of-events.ts';
import type { SetAside } from './state.ts';
import { toldTwice } from './told-twice.ts';

/** The events that count as of a day, in order, and why the others do not. */
export type InForce = {
  readonly events: readonly CommitmentEvent[];
  readonly setAside: readonly SetAside[];
  readonly isDisputed: boolean;
};

/** `chosen` is the key of a source whose figures are used wherever it gives any. */
export function eventsInForce(
  commitment: Commitment,
  series: readonly CommitmentEvent[],
  { valid, known }: AsOf,
  chosen?: string,
): InForce {
  const aside = new Map<string, SetAside>();
  const setAside = (event: CommitmentEvent, because: SetAside['because'], by?: CommitmentEvent): void => {
    if (!aside.has(event.id))
      aside.set(event.id, { event: event.id, because, ...(by === undefined ? {} : { by: by.id }) });
  };
  const byId = new Map<string, CommitmentEvent>();
  const standing = (): CommitmentEvent[] => [...byId.values()].filter(({ id }) => !aside.has(id));

  for (const each of series) if (!isKnown(each, known)) setAside(each, 'not-known');
  for (const each of series) if (!aside.has(each.id)) byId.set(each.id, each);
  const pairs = corrections(byId);
  const takenBack = deniedByName(commitment, byId, pairs, valid);
  for (const { each, corrected } of pairs) {
    if (takenBack.has(each.id)) continue;
    setAside(corrected, 'corrected', each);
    byId.set(each.id, inPlaceOf(byId.get(each.id) ?? each, byId.get(corrected.id) ?? corrected));
  }
  for (const each of standing()) if (inForce(each) > valid) setAside(each, 'not-yet');

  let isDisputed = false;
  for (const { denial, isMeant } of denialsIn(inOrder(commitment, standing()))) {
    const targets = denial.denies.length > 0 ? denial.denies.flatMap((id) => byId.get(id) ?? []) : standing();
    for (const target of targets) {
      if (aside.has(target.id) || target.kind === 'denied' || !isMeant(target)) continue;
      if (isOwnWord(commitment, denial) || isSameVoice(denial, target)) setAside(target, 'denied', denial);
      else isDisputed = true;
    }
  }
  const weight = byWeight(commitment);
  const weightier = (a: CommitmentEvent, b: CommitmentEvent): number =>
    Number(a.source.key === chosen) - Number(b.source.key === chosen) || weight(a, b);
  for (const { event, by } of toldTwice(standing(), weightier)) setAside(event, 'another-source', by);
  if (chosen !== undefined) {
    const own = standing().filter((each) => each.source.key === chosen && each.quantity !== undefined);
    const spoken = new Map(own.map((each) => [subject(each), each]));
    for (const each of standing()) {
      const instead = spoken.get(subject(each));
      if (each.quantity !== undefined && each.source.key !== chosen && instead !== undefined) {
        setAside(each, 'another-source', instead);
      }
    }
  }
  return {
    events: inOrder(commitment, standing()),
    setAside: [...aside.values()].sort((a, b) => compare(a.event, b.event)),
    isDisputed,
  };
}

/** Whoever corrects or takes back his own word; another's figure is another figure, not a correction. */
function isSameVoice(a: CommitmentEvent, b: CommitmentEvent): boolean {
  return a.source.key === b.source.key || a.owner === b.owner;
}

type Correction = { readonly each: CommitmentEvent; readonly corrected: CommitmentEvent };

/**
 * What corrects what, the first correction of a chain first. Nothing is corrected by what was recorded before it, and
 * of those recorded together that go in a circle none corrects another.
 */
function corrections(byId: ReadonlyMap<string, CommitmentEvent>): readonly Correction[] {
  const correcting = [...byId.values()].filter(({ corrects }) => corrects.length > 0);
  if (correcting.length === 0) return [];
  const correctedBy = (id: string): CommitmentEvent[] => {
    const each = byId.get(id);
    return (each?.corrects ?? []).flatMap((other) => {
      const found = byId.get(other);
      if (each === undefined || found === undefined || other === id) return [];
      return isSameVoice(each, found) && compare(found.recorded, each.recorded) <= 0 ? [found] : [];
    });
  };
  const chains = components([...byId.keys()].sort(compare), (id) => correctedBy(id).map((found) => found.id));
  return chains.flatMap((circle) => {
    const each = byId.get(circle[0] ?? '');
    if (circle.length > 1 || each === undefined) return [];
    return correctedBy(each.id).map((corrected) => ({ each, corrected }));
  });
}

/** What its own voice, or the committing member, denied by name until a day: a correction among it corrects nothing. */
function deniedByName(
  commitment: Commitment,
  byId: ReadonlyMap<string, CommitmentEvent>,
  pairs: readonly Correction[],
  valid: Day,
): ReadonlySet<string> {
  if (pairs.length === 0) return new Set();
  const corrected = new Set(pairs.map((pair) => pair.corrected.id));
  return new Set(
    [...byId.values()]
      .filter((each) => each.kind === 'denied' && !corrected.has(each.id) && inForce(each) <= valid)
      .flatMap((denial) =>
        denial.denies.filter((id) => {
          const target = byId.get(id);
          return target !== undefined && (isOwnWord(commitment, denial) || isSameVoice(denial, target));
        }),
      ),
  );
}

type Denial = { readonly denial: CommitmentEvent; readonly isMeant: (target: CommitmentEvent) => boolean };

/**
 * The denials among events in order, and what each means: the events that it names; where it names none, the orders to
 * leave where one was what was said last, and else all that came before. Who denies all denies with it what he denied
 * before: his last such word is enough.
 */
function denialsIn(ordered: readonly CommitmentEvent[]): readonly Denial[] {
  const named: Denial[] = [];
  const sweeping = new Map<string, Denial>();
  let last: CommitmentEvent | undefined;
  for (const denial of ordered) {
    if (denial.kind !== 'denied') last = denial;
    else if (denial.denies.length > 0) named.push({ denial, isMeant: () => true });
    else {
      const onlyOrder = last?.kind === 'withdrawal-ordered';
      const isMeant = (target: CommitmentEvent): boolean =>
        spokenFor(target) <= inForce(denial) && (!onlyOrder || target.kind === 'withdrawal-ordered');
      sweeping.set(`${denial.source.key} ${denial.owner} ${onlyOrder}`, { denial, isMeant });
    }
  }
  return [...named, ...sweeping.values()];
}

/** What a figure is about: a source that is chosen is chosen for what it speaks of. */
function subject({ kind }: CommitmentEvent): 'promise' | 'presence' | 'leaving' {
  if (kind === 'announced' || kind === 'pledged' || kind === 'confirmed') return 'promise';
  return kind === 'withdrawal-ordered' ? 'leaving' : 'presence';
}

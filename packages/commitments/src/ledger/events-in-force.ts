import { type AsOf, type Commitment, type CommitmentEvent, defaultReading } from './commitment.ts';
import { byWeight, compare, inForce, inOrder, isOwnWord } from './order-of-events.ts';
import type { SetAside } from './state.ts';

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
  const standing = (): CommitmentEvent[] => series.filter(({ id }) => !aside.has(id));

  for (const each of series) if (known !== undefined && each.recorded > known) setAside(each, 'not-known');
  const byId = new Map(standing().map((each) => [each.id, each]));
  for (const each of standing().toSorted((a, b) => compare(a.id, b.id))) {
    for (const id of each.corrects) {
      const corrected = byId.get(id);
      if (corrected !== undefined && isSameVoice(each, corrected) && isBefore(corrected, each)) {
        setAside(corrected, 'corrected', each);
      }
    }
  }
  for (const each of standing()) if (inForce(each) > valid) setAside(each, 'not-yet');

  let isDisputed = false;
  const denials = inOrder(commitment, standing()).filter(({ kind }) => kind === 'denied');
  for (const denial of lastOfEach(denials)) {
    const targets = denial.denies.length > 0 ? denial.denies.flatMap((id) => byId.get(id) ?? []) : standing();
    for (const target of targets) {
      if (aside.has(target.id) || target.kind === 'denied' || !isMeant(denial, target)) continue;
      if (isOwnWord(commitment, denial) || isSameVoice(denial, target)) setAside(target, 'denied', denial);
      else isDisputed = true;
    }
  }
  for (const group of Map.groupBy(standing().filter(isCounted), competition).values()) {
    const best = group
      .toSorted(
        (a, b) => Number(a.source.key === chosen) - Number(b.source.key === chosen) || byWeight(commitment)(a, b),
      )
      .at(-1);
    for (const each of group) if (best && each.source.key !== best.source.key) setAside(each, 'another-source', best);
  }
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

function isBefore(a: CommitmentEvent, b: CommitmentEvent): boolean {
  return compare(a.recorded, b.recorded) < 0 || (a.recorded === b.recorded && a.id < b.id);
}

function isMeant(denial: CommitmentEvent, target: CommitmentEvent): boolean {
  return denial.denies.length > 0 || inForce(target) <= inForce(denial);
}

/** Who denies all that came before denies with it what he denied before: his last such word is enough. */
function lastOfEach(denials: readonly CommitmentEvent[]): readonly CommitmentEvent[] {
  const sweeping = new Map<string, CommitmentEvent>();
  for (const each of denials) if (each.denies.length === 0) sweeping.set(`${each.source.key} ${each.owner}`, each);
  const last = new Set(sweeping.values());
  return denials.filter((each) => each.denies.length > 0 || last.has(each));
}

/** Several sources that tell of one payment or departure of one day tell of the same one. */
function isCounted(event: CommitmentEvent): boolean {
  return event.quantity !== undefined && (event.reading ?? defaultReading(event.kind)) === 'change';
}

function competition({ kind, ...event }: CommitmentEvent): string {
  return `${kind} ${inForce({ kind, ...event })}`;
}

/** What a figure is about: a source that is chosen is chosen for what it speaks of. */
function subject({ kind }: CommitmentEvent): 'promise' | 'presence' | 'leaving' {
  if (kind === 'announced' || kind === 'pledged' || kind === 'confirmed') return 'promise';
  return kind === 'withdrawal-ordered' ? 'leaving' : 'presence';
}

import type { Quantity, Statement } from '../shapes/statement.ts';
import { speakerOf } from './party.ts';
import { type ClaimSignal, latest, type Party, type Picture, signal } from './signal.ts';

/** "About" may be off by so much of itself. */
const tolerance = 0.15;

type Said = { readonly party: Party; readonly quantity: Quantity; readonly recorded: string };

/** Numbers about the same thing, said on the same claim, that cannot all be so. Of each speaker, the last counts. */
export function numbers({ statements }: Picture): ClaimSignal[] {
  const said = statements.flatMap((statement) => quantitiesOf(statement));
  const bySubject = Map.groupBy(said, ({ claim, quantity }) => `${claim} ${quantity.measure} ${subjectOf(quantity)}`);
  return [...bySubject.values()].flatMap((same) => {
    const last = lastSaid(same);
    const apart = last.filter((each) => last.some((other) => disagree(each, other))).flatMap((each) => each.slice(-1));
    const [first] = apart;
    if (first === undefined) return [];
    const day = latest(apart.map(({ party }) => party.day ?? ''));
    const subject = subjectOf(first.quantity);
    // Told as it was said; compared without regard to case.
    const told = plainOf(first.quantity);
    const parties = apart.map(({ party, quantity }) => ({ ...party, quantity }));
    return [signal('numbers', first.claim, [first.quantity.measure, subject], parties, { day, subject: told })];
  });
}

/** Of each speaker all that he said of it in the last statement: "between 800 and 1,000" is two. */
function lastSaid<T extends Said>(same: readonly T[]): readonly (readonly T[])[] {
  const last = new Map<string, readonly T[]>();
  for (const each of same.toSorted(oldestFirst)) {
    const voice = `${each.party.principal} ${each.party.holder}`;
    const before = last.get(voice) ?? [];
    last.set(voice, before[0]?.party.rests === each.party.rests ? [...before, each] : [each]);
  }
  return [...last.values()];
}

/** Some of their numbers cannot both be so, and no number that both gave is the same. */
function disagree(some: readonly Said[], others: readonly Said[]): boolean {
  const pairs = some.flatMap((each) => others.map((other) => [each.quantity, other.quantity] as const));
  const isNumber = ({ bound }: Quantity): boolean => bound === 'exact' || bound === 'about';
  return (
    pairs.some(([one, other]) => !fit(one, other)) &&
    !pairs.some(([one, other]) => isNumber(one) && isNumber(other) && fit(one, other))
  );
}

function quantitiesOf(statement: Statement): (Said & { readonly claim: string })[] {
  const { claim, recorded = '' } = statement;
  const party = speakerOf(statement);
  if (claim === undefined || party === undefined) return [];
  return statement.quantities
    .filter((quantity) => subjectOf(quantity) !== '')
    .map((quantity) => ({ claim, party, quantity, recorded }));
}

/** Whether a statement says how much or how many of what. */
export function countsAnything({ quantities }: Statement): boolean {
  return quantities.some((quantity) => subjectOf(quantity) !== '');
}

/** What is counted, without what does not tell it apart: "the U.S. troops" and "US troops" are the same. */
export function subjectOf(quantity: Quantity): string {
  return plainOf(quantity).toLowerCase();
}

function plainOf({ of = '' }: Quantity): string {
  return of
    .replaceAll('.', '')
    .replace(/^(the|some|all|its|their|our|of)\s+/i, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether there is a number that is both. */
export function fit(a: Quantity, b: Quantity): boolean {
  const [first, second] = [rangeOf(a), rangeOf(b)];
  const low = first.low >= second.low ? first : second;
  const high = first.high <= second.high ? first : second;
  if (low.low !== high.high) return low.low < high.high;
  const opens = [first, second].some(
    (each) => (each.low === low.low && each.lowOpen) || (each.high === high.high && each.highOpen),
  );
  return !opens;
}

function rangeOf({ value, bound }: Quantity) {
  const exact = { low: value, high: value, lowOpen: false, highOpen: false };
  const width = Math.abs(value) * tolerance;
  if (bound === 'about') return { ...exact, low: value - width, high: value + width };
  if (bound === 'over') return { ...exact, high: Number.POSITIVE_INFINITY, lowOpen: true };
  if (bound === 'at least') return { ...exact, high: Number.POSITIVE_INFINITY };
  if (bound === 'under') return { ...exact, low: Number.NEGATIVE_INFINITY, highOpen: true };
  if (bound === 'at most') return { ...exact, low: Number.NEGATIVE_INFINITY };
  return exact;
}

function oldestFirst(a: Said, b: Said): number {
  const [first, second] = [a, b].map(({ party, recorded }) => `${party.day} ${recorded} ${party.rests}`) as [
    string,
    string,
  ];
  return first === second ? a.quantity.value - b.quantity.value : first < second ? -1 : 1;
}

import type { Participant } from './coalition.ts';
import type { Item } from './item.ts';
import type { Oracle } from './oracle.ts';

/** What is wrong at one node: texts that are there and must not be, and texts that are missing. */
export type Wrong = {
  readonly member: string;
  /** Never for it, or said in the name of somebody who never said it. */
  readonly leaks: readonly string[];
  readonly losses: readonly string[];
  /** Texts of recalled or expired objects, or of versions that it has no longer: read, or still in its files. */
  readonly remains: readonly string[];
};

const secret = /secret [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Compares what a member reads, and what lies in the files of its node for all whom it hosts, with what it must have by
 * now. Clocks may be wrong by `skew` milliseconds. Of a member that is away only the files count: nobody works for it.
 */
export async function check(
  { client, member, name, node }: Participant,
  items: readonly Item[],
  oracle: Oracle,
  { skew, away }: { readonly skew: number; readonly away: ReadonlySet<number> },
): Promise<Wrong> {
  const isAway = away.has(member);
  const began = { now: Date.now(), skew, away };
  const { mayRead } = oracle.expected(items, member, began);
  const mayHold = oracle.mayHoldAt(items, member, began);
  const text = isAway ? '' : await client.readAll();
  if (text === undefined) return { member: name, leaks: [], losses: ['its node does not answer'], remains: [] };
  // What expired meanwhile may have been there or not.
  const { reads } = oracle.expected(items, member, { now: Date.now(), skew, away });
  const read = new Set(text.match(secret));
  const held = new Set(node.files().match(secret));
  const never = oracle.neverFor(items, member);
  const neverHere = oracle.neverAt(items, member);
  const known = knownOf(items);
  const leaks = new Set([
    // What a liar said in others' names may wait among what was set aside, but nobody may read it.
    ...[...read].filter((each) => never.has(each) || !known.has(each)),
    ...[...held].filter((each) => neverHere.has(each)),
  ]);
  const remains = new Set([
    ...[...read].filter((each) => !mayRead.has(each)),
    ...[...held].filter((each) => !mayHold.has(each)),
  ]);
  return {
    member: name,
    leaks: [...leaks],
    losses: isAway ? [] : [...reads].filter((each) => !read.has(each)),
    remains: [...remains].filter((each) => known.has(each) && !leaks.has(each)),
  };
}

/** Texts that the member reads at this moment, or that its node holds while it is away, and that were never for it. */
export async function leaksNow(
  { client, member, node }: Participant,
  items: () => readonly Item[],
  oracle: Oracle,
  away: ReadonlySet<number>,
): Promise<string[]> {
  if (away.has(member)) {
    const held = new Set(node.files().match(secret));
    const never = oracle.neverAt(items(), member);
    return [...held].filter((each) => never.has(each));
  }
  const read = new Set((await client.readAll())?.match(secret));
  const never = oracle.neverFor(items(), member);
  const known = knownOf(items());
  return [...read].filter((each) => never.has(each) || !known.has(each));
}

export function isRight({ leaks, losses, remains }: Wrong): boolean {
  return leaks.length + losses.length + remains.length === 0;
}

function knownOf(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ versions }) => versions.map((version) => version.text)));
}

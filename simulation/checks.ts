import type { Participant } from './coalition.ts';
import { expected, type Item, neverFor } from './oracle.ts';

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
 * Compares what a member reads, and what lies in the files of its node, with what it must have by now. Clocks may be
 * wrong by `skew` milliseconds. Of a member that is away only the files count: nobody works for it.
 */
export async function check(
  { client, member, node }: Participant,
  items: readonly Item[],
  { skew, away }: { readonly skew: number; readonly away: ReadonlySet<number> },
): Promise<Wrong> {
  const isAway = away.has(member);
  const before = expected(items, member, { now: Date.now(), skew, away });
  const text = isAway ? '' : await client.readAll();
  if (text === undefined) return { member: node.name, leaks: [], losses: ['its node does not answer'], remains: [] };
  // What expired meanwhile may have been there or not.
  const { reads } = expected(items, member, { now: Date.now(), skew, away });
  const read = new Set(text.match(secret));
  const held = new Set(node.files().match(secret));
  const never = neverFor(items, member);
  const known = new Set(items.flatMap(({ versions }) => versions.map((version) => version.text)));
  const remains = [
    ...[...read].filter((each) => !before.mayRead.has(each)),
    ...[...held].filter((each) => !before.mayHold.has(each)),
  ];
  return {
    member: node.name,
    // What a liar said in others' names may wait among what was set aside, but nobody may read it.
    leaks: [...new Set([...read, ...held])].filter((each) => never.has(each) || (read.has(each) && !known.has(each))),
    losses: isAway ? [] : [...reads].filter((each) => !read.has(each)),
    remains: [...new Set(remains)].filter((each) => known.has(each) && !never.has(each)),
  };
}

/** Texts that the member reads at this moment, or holds while it is away, and that were never for it. */
export async function leaksNow(
  { client, member, node }: Participant,
  items: () => readonly Item[],
  away: ReadonlySet<number>,
): Promise<string[]> {
  const isAway = away.has(member);
  const read = new Set((isAway ? node.files() : await client.readAll())?.match(secret));
  const never = neverFor(items(), member);
  const known = new Set(items().flatMap(({ versions }) => versions.map((version) => version.text)));
  return [...read].filter((each) => never.has(each) || (!isAway && !known.has(each)));
}

export function isRight({ leaks, losses, remains }: Wrong): boolean {
  return leaks.length + losses.length + remains.length === 0;
}

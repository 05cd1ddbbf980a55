import type { Participant } from './coalition.ts';
import { type Item, secretsIn } from './item.ts';
import type { Membership } from './membership.ts';
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

/**
 * Compares what a member reads, and what lies in the files of its node for all whom it hosts, with what it must have by
 * now. Clocks may be wrong by `skew` milliseconds. A member that is away reads nothing any more once its own node knows
 * that it has left, and nothing comes to that node.
 */
export async function check(
  participant: Participant,
  items: readonly Item[],
  oracle: Oracle,
  { skew, membership }: { readonly skew: number; readonly membership: Gone },
): Promise<Wrong> {
  const { client, member, name, node } = participant;
  const { away } = membership;
  const isAway = away.has(member);
  const began = { now: Date.now(), skew, away };
  const { mayRead } = oracle.expected(items, member, began);
  const mayHold = oracle.mayHoldAt(items, member, began);
  const text = isAway ? await readByGone(participant) : await client.readAll();
  if (text === undefined) return { member: name, leaks: [], losses: ['its node does not answer'], remains: [] };
  // What expired meanwhile may have been there or not.
  const { reads } = oracle.expected(items, member, { now: Date.now(), skew, away });
  const read = secretsIn(text);
  const held = secretsIn(node.files());
  const never = oracle.neverFor(items, member);
  const neverHere = oracle.neverAt(items, member);
  const known = knownOf(items);
  const leaks = new Set([
    // What a liar said in others' names may wait among what was set aside, but nobody may read it.
    ...[...read].filter((each) => isAway || never.has(each) || !known.has(each)),
    ...[...held].filter((each) => neverHere.has(each)),
    ...sinceSealed(participant, held, known, membership),
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
  participant: Participant,
  items: () => readonly Item[],
  oracle: Oracle,
  membership: Gone,
): Promise<string[]> {
  const { client, member, node } = participant;
  if (membership.away.has(member)) {
    const read = await readByGone(participant);
    const held = secretsIn(node.files());
    const never = oracle.neverAt(items(), member);
    const late = sinceSealed(participant, held, knownOf(items()), membership);
    return [...secretsIn(read), ...late, ...[...held].filter((each) => never.has(each))];
  }
  const read = secretsIn(await client.readAll());
  const never = oracle.neverFor(items(), member);
  const known = knownOf(items());
  return [...read].filter((each) => never.has(each) || !known.has(each));
}

type Gone = Pick<Membership, 'away' | 'sealed'>;

/** What somebody that has left reads; nothing is asked before its own node knows of it. */
async function readByGone({ client, node, identity }: Participant): Promise<string> {
  const isKnown = node.here()?.core.members.find(identity)?.left !== undefined;
  return (isKnown ? await client.readAll() : undefined) ?? '';
}

/** What lies on the node of a member that is away, and came there after all others knew that it had left. */
function sinceSealed(
  { member }: Participant,
  held: ReadonlySet<string>,
  known: ReadonlySet<string>,
  { sealed }: Gone,
): readonly string[] {
  const before = sealed.get(member);
  return before === undefined ? [] : [...held].filter((each) => known.has(each) && !before.has(each));
}

export function isRight({ leaks, losses, remains }: Wrong): boolean {
  return leaks.length + losses.length + remains.length === 0;
}

function knownOf(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ versions }) => versions.map((version) => version.text)));
}

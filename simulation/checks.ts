import type { Participant } from './coalition.ts';
import { expected, type Item, neverFor } from './oracle.ts';

/** What is wrong at one node: texts that are there and must not be, and texts that are missing. */
export type Wrong = {
  readonly member: string;
  readonly leaks: readonly string[];
  readonly losses: readonly string[];
  /** Texts of recalled objects, or of versions that it has no longer, which still lie in its files. */
  readonly remains: readonly string[];
};

const secret = /secret [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Compares what a member reads, and what lies in the files of its node, with what it must have by now. */
export async function check(
  { client, member, node }: Participant,
  items: readonly Item[],
  { files = false }: { readonly files?: boolean } = {},
): Promise<Wrong> {
  const { reads, mayHold } = expected(items, member);
  const never = neverFor(items, member);
  const text = await client.readAll();
  if (text === undefined) return { member: node.name, leaks: [], losses: ['its node does not answer'], remains: [] };
  const read = new Set(text.match(secret));
  const known = new Set(items.flatMap(({ versions }) => versions.map((version) => version.text)));
  const held = files ? new Set(node.files().match(secret)) : new Set<string>();
  return {
    member: node.name,
    leaks: [...new Set([...read, ...held])].filter((each) => never.has(each)),
    losses: [...reads].filter((each) => !read.has(each)),
    remains: [
      ...new Set([...read].filter((each) => !reads.has(each)).concat([...held].filter((each) => !mayHold.has(each)))),
    ].filter((each) => known.has(each) && !never.has(each)),
  };
}

/** Texts that were never for the member and are read by it at this moment: to be asked at any time. */
export async function leaksNow({ client, member }: Participant, items: readonly Item[]): Promise<readonly string[]> {
  const never = neverFor(items, member);
  const read = new Set((await client.readAll())?.match(secret));
  return [...read].filter((each) => never.has(each));
}

export function isRight({ leaks, losses, remains }: Wrong): boolean {
  return leaks.length + losses.length + remains.length === 0;
}

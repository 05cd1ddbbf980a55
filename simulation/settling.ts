import { setTimeout as pause } from 'node:timers/promises';
import { check, isRight, type Wrong } from './checks.ts';
import type { Participant } from './coalition.ts';
import type { Item } from './item.ts';
import type { Membership } from './membership.ts';
import { lastExpiry, type Oracle } from './oracle.ts';

const mostWaitMilliseconds = 20_000;

/** Waits until everybody who may read an object does; undefined where that takes too long, or it is over before. */
export async function untilVisible(
  participants: readonly Participant[],
  item: Item,
  oracle: Oracle,
  away: ReadonlySet<number>,
): Promise<number | undefined> {
  const began = performance.now();
  const { text = '', expires = Infinity } = item.versions.at(-1) ?? {};
  const collection = participants[item.author]?.collection ?? '';
  let waiting = participants.filter(
    ({ member }) => !away.has(member) && oracle.expected([item], member, { now: 0, skew: 0, away }).reads.has(text),
  );
  while (waiting.length > 0 && performance.now() - began < mostWaitMilliseconds && Date.now() < expires) {
    const still: Participant[] = [];
    for (const each of waiting) {
      const found = await readHere(each, collection, item.id);
      if (found?.includes(text) !== true) still.push(each);
    }
    waiting = still;
    if (waiting.length > 0) await pause(20);
  }
  return waiting.length === 0 ? performance.now() - began : undefined;
}

/** Without a request where the server runs in this process: asking must not slow what is measured. */
async function readHere(
  { node, client, identity }: Participant,
  collection: string,
  id: string,
): Promise<string | undefined> {
  const core = node.here()?.core;
  if (core === undefined) return client.read(collection, id);
  const found = core.reader.current(core.localViewer(core.members.find(identity)?.member ?? 0), id);
  return found && Buffer.from(core.reader.bodies([found])[0] ?? '').toString();
}

/** Checks every node again and again until all are right, or patience ends; when each came to it, in milliseconds. */
export async function settle(
  participants: readonly Participant[],
  items: () => readonly Item[],
  oracle: Oracle,
  options: {
    readonly skew: number;
    readonly membership: Pick<Membership, 'away' | 'sealed'>;
    readonly patience: number;
    readonly tell: (done: number, of: number, what: string) => void;
    readonly what: string;
  },
): Promise<{ readonly wrong: readonly Wrong[]; readonly settled: number[] }> {
  const { skew, patience, tell, what } = options;
  // What is to expire must have done so at every clock.
  const expiring = lastExpiry(items()) + skew + 1000 - Date.now();
  if (expiring > 0) await pause(expiring);
  const began = performance.now();
  const settled: number[] = [];
  let left = participants;
  for (;;) {
    const wrong: Wrong[] = [];
    const still: Participant[] = [];
    for (const each of left) {
      const found = await check(each, items(), oracle, options);
      if (isRight(found)) {
        settled.push(performance.now() - began);
        tell(settled.length, participants.length, what);
      } else {
        still.push(each);
        wrong.push(found);
      }
    }
    if (still.length === 0 || performance.now() - began > patience) return { wrong, settled };
    left = still;
    await pause(250);
  }
}

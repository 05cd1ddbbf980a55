import { setTimeout as pause } from 'node:timers/promises';
import { compareTimestamps } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import type { Collection } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { CursorStore } from './cursor-store.ts';
import type { Mirrors } from './mirrors.ts';
import type { Outbound } from './outbound.ts';
import { askAtPace, createPace, type Pace } from './pace.ts';
import { parseJson } from './parse-json.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { Receiver, Taken } from './receiver.ts';
import { askPage, askTaxii } from './taxii-page.ts';

/** The API root of a node, below its URL. */
const root = '/taxii2/coalition';
const largestPage = 1000;
/** Then others have their turn, and it goes on afterwards. */
const mostPages = 200;
/** So long one collection is gone on with before it is asked again what is to be purged. */
const turnMilliseconds = 60_000;
/** For a single object, where the line is so slow that no more than one gets through. */
const singleMilliseconds = 90_000;
/** What seems damaged on the way is asked for again so often, after so many milliseconds (and twice as many). */
const mostAgain = 2;
const againMilliseconds = 150;

const Collections = z.object({
  collections: z
    .array(
      z.object({
        id: z.uuid(),
        title: z.string().min(1).max(200),
        description: z.string().max(5000).optional(),
        alias: z.string().max(100).optional(),
        can_read: z.boolean(),
        x_entente_readers: z.enum(['all', 'some']).optional(),
        x_entente_passed_on: z.boolean().optional(),
      }),
    )
    .max(2000)
    .optional(),
});

/** Told as pages are taken: how many objects were new, and the date over there up to which all is here. */
export type PullProgress = (taken: Taken, upTo: string) => void;

/** Reads all that is new for one member at one peer. Throws `PeerFailure`. */
export type Pull = (
  outbound: Outbound,
  who: { readonly peer: Peer; readonly owner: number; readonly member: number; readonly token: string },
  tell: PullProgress,
  signal: AbortSignal,
) => Promise<{ readonly isComplete: boolean }>;

export function createPull(
  queue: WriteQueue,
  cursors: CursorStore,
  mirrors: Mirrors,
  receiver: Receiver,
  announce: (terms: ReadonlySet<number>) => void,
): Pull {
  const paces = new WeakMap<Outbound, Pace>();

  return async (outbound, { peer, owner, member, token }, tell, signal) => {
    const authorization = `Bearer ${token}`;
    const pace = paces.get(outbound) ?? createPace(largestPage);
    paces.set(outbound, pace);
    const ends = performance.now() + turnMilliseconds;
    let pages = 0;

    async function list() {
      const answer = await askTaxii(outbound, { path: `${root}/collections/`, query: {}, authorization, signal });
      const parsed = Collections.safeParse(answer === undefined ? {} : parseJson(answer.body));
      if (!parsed.success) throw new PeerFailure('unexpected-answer', 'Its list of collections cannot be read.');
      return (
        (parsed.data.collections ?? [])
          // What others' nodes released comes from them, unless this one is our hub.
          .filter(({ can_read, x_entente_passed_on: isPassedOn }) => can_read && (isPassedOn !== true || peer.relays))
          .map(({ x_entente_readers: readers, can_read: _, x_entente_passed_on: __, ...each }) => ({
            ...each,
            isForAll: readers === 'all',
          }))
      );
    }

    /** False where there is more than one turn takes; a page is read of each. */
    async function read(source: string, collection: Collection): Promise<boolean> {
      let again = 0;
      let after = cursors.find(peer.peer, source, member)?.after;
      for (;;) {
        const since = after === undefined ? {} : { added_after: after };
        const page = await askAtPace(pace, (limit) =>
          askPage(outbound, {
            path: `${root}/collections/${source}/objects/`,
            query: { 'match[version]': 'all', limit: String(limit), ...since },
            authorization,
            ...(limit === 1 ? { milliseconds: singleMilliseconds } : {}),
            signal,
          }),
        );
        pages += 1;
        if (page === undefined) return true;
        const { last, more, items } = page;
        const advances = last !== undefined && (after === undefined || compareTimestamps(last, after) > 0);
        // Where it ends is said by a date that grows: a server that repeats itself is not followed for ever.
        if (!advances && (more || items.length > 0)) {
          throw new PeerFailure('endless', 'Its pages go on without getting anywhere.');
        }
        if (items.length > 0 || more) {
          const checked = await receiver.check({ peer, member, source, collection }, page);
          if (checked.isDamaged && again < mostAgain) {
            again += 1;
            await pause(againMilliseconds * again, undefined, { signal });
            continue;
          }
          again = 0;
          const taken = await queue.run(() => receiver.take(checked, last));
          // The roster changed in between.
          if (taken === undefined) continue;
          announce(taken.touched);
          tell(taken, last ?? '');
        }
        if (!more) return true;
        if (pages >= mostPages || performance.now() > ends) return false;
        after = last;
      }
    }

    let isComplete = true;
    const { kept, leftOut } = await mirrors.keep(peer.peer, owner, member, await list());
    for (const [source, collection] of kept) isComplete = (await read(source, collection)) && isComplete;
    if (leftOut > 0) {
      throw new PeerFailure('too-many-collections', `It lists too many collections: ${leftOut} of them are not read.`);
    }
    return { isComplete };
  };
}

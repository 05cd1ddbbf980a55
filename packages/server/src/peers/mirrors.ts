import type { Access, Collection, CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { coalitionCollection } from '../members/identity-objects.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** A collection as a peer lists it for one member. */
export type Listed = {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly alias?: string | undefined;
  /** Whether every member of the coalition reads it there. */
  readonly isForAll: boolean;
};

/**
 * Keeps collections here as they are over there: the same id, and no more readers. What a peer lists under the id of a
 * collection that is at home here, is not read: it can hold only what went out from here.
 */
export type Mirrors = {
  /** Answers those to read, by the id over there, and how many are left out since there are too many. */
  keep(
    peer: number,
    owner: number,
    member: number,
    listed: readonly Listed[],
  ): Promise<{ readonly kept: ReadonlyMap<string, Collection>; readonly leftOut: number }>;
};

export function createMirrors(
  database: Database,
  collections: CollectionStore,
  terms: TermsStore,
  queue: WriteQueue,
  catchUps: CatchUpJobs,
  most = 2000,
): Mirrors {
  const mirrorOf = database.prepare('SELECT peer FROM peer_collection WHERE collection = ?');
  const ofPeer = database.prepare('SELECT collection FROM peer_collection WHERE peer = ?');

  function add(peer: number, owner: number, { id, title, description }: Listed, readers: Access): Collection {
    const taken = new Set(collections.all().map((each) => each.title.toLowerCase()));
    let free = title;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${title} (${number})`;
    const added = collections.add({
      id,
      title: free,
      ...(description === undefined ? {} : { description }),
      owner,
      readers,
      writers: [],
    });
    database.prepare('INSERT INTO peer_collection (collection, peer) VALUES (?, ?)').run(added.collection, peer);
    return added;
  }

  /** Who reads it here, now that the peer has said whether this member does there. */
  function readersOf({ readers }: Collection, member: number, listed: Listed | undefined): Access {
    if (listed?.isForAll === true) return 'all';
    const others = readers === 'all' ? [] : readers.filter((each) => each !== member);
    return listed === undefined ? others : [...others, member];
  }

  return {
    async keep(peer, owner, member, listed) {
      const kept = new Map<string, Collection>();
      const changes: (() => void)[] = [];
      let room = most - ofPeer.all(peer).length;
      let leftOut = 0;
      for (const each of listed) {
        const own = each.alias === coalitionCollection ? collections.find(coalitionCollection) : undefined;
        if (own !== undefined) kept.set(each.id, own);
        else if (collections.find(each.id) === undefined) {
          room -= 1;
          if (room < 0) {
            leftOut += 1;
            continue;
          }
          const readers: Access = each.isForAll ? 'all' : [member];
          kept.set(each.id, await queue.run(() => collections.find(each.id) ?? add(peer, owner, each, readers)));
        } else {
          const known = collections.find(each.id);
          if (known !== undefined && mirrorOf.get(known.collection) !== undefined) kept.set(each.id, known);
        }
      }
      const byId = new Map(listed.map((each) => [each.id, each]));
      for (const row of ofPeer.all(peer)) {
        const mirror = collections.get(Number(row.collection));
        const readers = readersOf(mirror, member, byId.get(mirror.id));
        if (isSame(readers, mirror.readers)) continue;
        changes.push(() => collections.setAccess(mirror.collection, { readers }));
      }
      if (changes.length > 0) {
        const gains = await queue.run(() => {
          for (const change of changes) change();
          return terms.reevaluate();
        });
        catchUps.start(gains);
      }
      return { kept: new Map([...kept].map(([id, { collection }]) => [id, collections.get(collection)])), leftOut };
    },
  };
}

function isSame(one: Access, other: Access): boolean {
  if (one === 'all' || other === 'all') return one === other;
  return one.length === other.length && one.every((each) => other.includes(each));
}

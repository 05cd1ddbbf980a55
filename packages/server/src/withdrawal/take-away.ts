import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Purger } from '../purging/purger.ts';
import type { ApplyRecall } from '../recall/apply-recall.ts';
import type { FinishPurges } from '../recall/finish-purges.ts';
import type { WhoWasReached } from '../recall/reached.ts';

/** Purges objects of a member of another node that has left and took them along, by its own word and without an order. */
export type TakeAway = (owner: number, objects: readonly string[]) => Promise<void>;

type Parts = {
  readonly database: Database;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly apply: ApplyRecall;
  readonly purger: Pick<Purger, 'together'>;
  readonly whoWasReached: Pick<WhoWasReached, 'look'>;
  readonly finishing: Pick<FinishPurges, 'soon'>;
  readonly queue: WriteQueue;
  readonly announce: (terms: ReadonlySet<number>) => void;
  readonly record: RecordEvent;
};

/** Purged in one transaction. */
const together = 50;

export function createTakeAway(parts: Parts): TakeAway {
  const { database, members, apply, purger, whoWasReached, finishing, queue, announce, record } = parts;
  const versionsOf = database.prepare('SELECT modified, stamp FROM version WHERE id = ? AND owner = ?');
  // Nobody will order back what waits to be tried again.
  const forgetSetAside = database.prepare(
    "DELETE FROM peer_set_aside WHERE note <> '' AND json_extract(note, '$.note.owner') = ?",
  );

  /** To be called in a transaction. */
  function takeOne(owner: number, object: string): ReadonlySet<number> {
    const versions = versionsOf
      .all(object, owner)
      .map(({ modified, stamp }) => ({ modified: String(modified), stamp: String(stamp) }));
    const reached = new Set(
      whoWasReached
        .look(owner, object)
        .reached()
        .map(({ member }) => member),
    );
    const detail = { object, versions: 'all' as const };
    for (const identity of new Set([members.get(owner).identity, ...reached])) {
      const member = members.find(identity)?.member;
      if (member !== undefined) record({ kind: 'recalled', members: [member], subjects: [object], detail });
    }
    return apply({ owner, object, isWhole: true }, versions).touched;
  }

  return async (owner, objects) => {
    for (let from = 0; from < objects.length; from += together) {
      const some = objects.slice(from, from + together);
      const touched = await queue.run(() => {
        forgetSetAside.run(members.get(owner).identity);
        return purger.together(() => some.map((object) => takeOne(owner, object)));
      });
      announce(new Set(touched.flatMap((each) => [...each])));
    }
    finishing.soon();
  };
}

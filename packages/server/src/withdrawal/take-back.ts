import { randomUUID } from 'node:crypto';
import type { Tlp } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { Member } from '../members/member-store.ts';
import type { NodeOrders } from '../recall/node-orders.ts';
import { mayRecall } from '../recall/policy.ts';
import type { WhoWasReached } from '../recall/reached.ts';
import type { RecallStore } from '../recall/recall-store.ts';
import type { Exposures } from './exposures.ts';

/** The levels from this one on are taken back. */
export const takenBackFrom = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const satisfies readonly Tlp[];

/**
 * Takes everything of these levels, and what has none, back from a member that has left, and from nobody else. Answers
 * how many objects that was. Throws `not-allowed`, and `conflict` where the member is still one.
 */
export type TakeBack = (
  viewer: Viewer,
  member: Member,
  wanted: { readonly atLeast: (typeof takenBackFrom)[number]; readonly reason: string },
) => Promise<number>;

type Parts = {
  readonly database: Database;
  readonly exposures: Exposures;
  readonly recalls: RecallStore;
  readonly nodeOrders: Pick<NodeOrders, 'add'>;
  readonly whoWasReached: WhoWasReached;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly audit: Pick<Audit, 'record' | 'flush'>;
  readonly now: () => string;
};

const together = 50;

export function createTakeBack(parts: Parts): TakeBack {
  const { database, exposures, recalls, nodeOrders, whoWasReached, queue, events, audit, now } = parts;
  const versionsOf = database.prepare('SELECT modified, stamp FROM version WHERE id = ? AND owner = ?');
  const isOrdered = database.prepare('SELECT 1 FROM recall WHERE object = ? AND owner = ? AND holder = ?');

  return async (viewer, member, { atLeast, reason }) => {
    if (!mayRecall(viewer)) {
      throw new Problem('not-allowed', 'Analysts and release officers of its owner take something back.');
    }
    if (member.left === undefined || member.left > now().slice(0, 10)) {
      throw new Problem('conflict', `${member.name} has not left. Narrow what it has, or recall it from everybody.`);
    }
    await audit.flush();
    const levels = new Set<Tlp | undefined>([undefined, ...takenBackFrom.slice(takenBackFrom.indexOf(atLeast))]);
    const owner = viewer.member;
    let taken = 0;
    for (let after = ''; ; ) {
      const page = exposures.page(viewer, member, after, together);
      const last = page.at(-1);
      if (last === undefined) break;
      taken += await queue.run(() => {
        const meant = page.filter(
          ({ object, tlp, had }) =>
            levels.has(tlp) &&
            (had.delivered ?? had.exported ?? had.opened) !== undefined &&
            isOrdered.get(object, owner, member.identity) === undefined,
        );
        for (const { object } of meant) {
          const id = randomUUID();
          const by = whoWasReached.look(owner, object);
          const { recall } = recalls.add({
            id,
            owner,
            object,
            isWhole: true,
            because: 'withdrawn',
            holder: member.identity,
            reason,
            ordered: now(),
            ...(viewer.account === undefined ? {} : { orderedBy: viewer.account.name }),
            backups: by.backups(),
            versions: versionsOf.all(object, owner) as { modified: string; stamp: string }[],
            reached: by.reached().filter((each) => each.member === member.identity),
          });
          const nodes = whoWasReached.peersHosting([member.identity]);
          nodeOrders.add(recall, nodes);
          // Here nothing of it is that member's any more.
          recalls.finish(recall, now());
          const detail = { object, recall: id, versions: 'all', from: member.identity };
          audit.record({ kind: 'recalled', members: [owner, member.member], subjects: [object, id], detail }, viewer);
        }
        return meant.length;
      });
      after = last.object;
    }
    if (taken > 0) events.wake(({ peer }) => peer !== undefined);
    return taken;
  };
}

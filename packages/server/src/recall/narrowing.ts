import { randomUUID } from 'node:crypto';
import { timestampKey } from '@entente/stix';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { LostSight } from './lost-sight.ts';
import type { NodeOrders } from './node-orders.ts';
import type { WhoWasReached } from './reached.ts';
import type { RecallStore } from './recall-store.ts';

type Parts = {
  readonly recalls: Pick<RecallStore, 'add' | 'find' | 'finish'>;
  readonly nodeOrders: Pick<NodeOrders, 'add'>;
  readonly whoWasReached: Pick<WhoWasReached, 'look' | 'peersHosting'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly events: Pick<EventHub, 'wake'>;
  readonly record: RecordEvent;
  readonly now: () => string;
};

/** Kept, and told to the node: says nothing of who else may have it. */
const narrowedReason = 'Its owner has narrowed who may have it.';

/**
 * Orders the nodes of those who have lost all sight of an object to purge it; those to which others passed it on, without
 * a word of who they are. To be called in a transaction.
 */
export function createNarrowing(parts: Parts): (lost: readonly LostSight[]) => void {
  const { recalls, nodeOrders, whoWasReached, members, events, record, now } = parts;

  return (lost) => {
    for (const { owner, object, member, through = [], versions } of lost) {
      const identity = member === undefined ? undefined : members.get(member).identity;
      const id = randomUUID();
      const by = whoWasReached.look(owner, object);
      const { recall } = recalls.add({
        id,
        owner,
        object,
        isWhole: true,
        because: 'narrowed',
        ...(identity === undefined ? {} : { holder: identity }),
        reason: narrowedReason,
        ordered: now(),
        backups: by.backups(),
        versions: [...versions].map((stamp) => ({ modified: stamp === '' ? '' : timestampKey(stamp), stamp })),
        reached: identity === undefined ? [] : by.reached().filter((each) => each.member === identity),
      });
      // Who else has it, only those know that passed it on.
      const told = identity === undefined ? [...through].map((each) => members.get(each).identity) : [identity];
      nodeOrders.add(recall, whoWasReached.peersHosting(told));
      // Here there is nothing to purge: nobody of that member reads it any more.
      recalls.finish(recall, now());
      const detail = { object, recall: id, versions: 'all', ...(identity === undefined ? {} : { from: identity }) };
      const concerned = member === undefined ? [owner] : [owner, member];
      record({ kind: 'recalled', members: concerned, subjects: [object, id], detail });
    }
    const concerned = new Set(lost.map(({ member }) => member));
    const isPassedOn = concerned.has(undefined);
    events.wake(({ peer, member }) => peer !== undefined && (isPassedOn || concerned.has(member)));
  };
}

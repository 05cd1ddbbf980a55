import { claimedMessage } from '@entente/exchange';
import type { z } from '@hono/zod-openapi';
import type { MemberRefs } from '../accounts/member-refs.ts';
import type { PurgeReceipts, RecallLook, RecallMessage, RecallNotices } from './messages.ts';
import type { NodeOrders } from './node-orders.ts';
import type { Reach, RecallService } from './recall-service.ts';
import type { Recall } from './recall-store.ts';

/** What a confirmation of a purge covers, and what not. */
export const covers =
  'A confirmation covers the live database of the node, its search index and its log files. It does not cover ' +
  'snapshots of the file system, backups, exported files, mail, and what plain TAXII clients or people keep.';

/** Recalls as the people of their owner see them. */
export type RecallViews = {
  look(object: string, reach: Reach): z.output<typeof RecallLook>;
  of(recall: Recall): z.output<typeof RecallMessage>;
  /** What nodes signed about it, but for words that are about others' objects, too. */
  receipts(recall: Recall): z.output<typeof PurgeReceipts>;
  /** To those who had it. */
  notices(recalls: readonly Recall[]): z.output<typeof RecallNotices>;
};

export function createRecallViews(
  service: Pick<RecallService, 'reachOf'>,
  nodeOrders: Pick<NodeOrders, 'of' | 'receiptsOf'>,
  memberRefs: MemberRefs,
): RecallViews {
  function look(object: string, { isWhole, versions, reached, backups }: Reach): z.output<typeof RecallLook> {
    return {
      object,
      whole: isWhole,
      versions: [...versions],
      reached: reached.map(({ how, name, member, time, isCertain }) => ({
        how,
        name,
        member: memberRefs.of(memberRefs.find(member) ?? 0),
        time,
        certain: isCertain,
      })),
      backups,
    };
  }

  function isOnlyOf(owner: string, word: string): boolean {
    const { orders } = claimedMessage(word) ?? {};
    return Array.isArray(orders) && orders.every((each) => (each as { owner?: unknown }).owner === owner);
  }

  return {
    look,
    receipts({ id, recall, object, owner }) {
      const { id: identity } = memberRefs.of(owner);
      const words = nodeOrders.receiptsOf(recall).filter(({ word }) => isOnlyOf(identity, word));
      return { receipts: words.map((each) => ({ recall: id, object, ...each })) };
    },
    notices: (recalls) => ({
      recalled: recalls.map(({ owner, ordered, reason, isWhole }) => ({
        by: memberRefs.of(owner),
        ordered,
        reason,
        whole: isWhole,
      })),
    }),
    of(recall) {
      const { id, object, because, reason, ordered, orderedBy, purged, holder } = recall;
      const here = { name: 'This node', here: true } as const;
      return {
        id,
        ...look(object, service.reachOf(recall)),
        because,
        ...(holder === undefined ? {} : { from: memberRefs.of(memberRefs.find(holder) ?? 0) }),
        reason,
        ordered,
        ...(orderedBy === undefined ? {} : { orderedBy }),
        nodes: [
          purged === undefined
            ? { ...here, state: 'pending' as const }
            : { ...here, state: 'confirmed' as const, confirmed: purged },
          ...nodeOrders.of(recall.recall).map((each) => ({ ...each, here: false })),
        ],
        covers,
      };
    },
  };
}

import { coverage, type Message, type Recall as RecallMessage } from '@entente/exchange';
import { timestampKey } from '@entente/stix';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ApplyRecall } from './apply-recall.ts';
import type { FinishPurges } from './finish-purges.ts';
import type { NodeOrders } from './node-orders.ts';
import type { WhoWasReached } from './reached.ts';
import type { Recall, RecallCause, RecalledVersion, RecallStore } from './recall-store.ts';
import type { Testimony } from './testimony.ts';

/** Orders and receipts between nodes, both sides of it. Peers are named by their rows. */
export type OrderExchange = {
  /** What a peer is to purge: what it has not confirmed; `isAll`: whatever it was ever told, and told us. */
  ordersFor(peer: number, isAll: boolean): Promise<readonly string[]>;
  /** Takes a peer's word that it has purged. */
  takeReceipts(peer: number, words: readonly string[]): Promise<void>;
  /** Carries out what a peer passed on; the answer is how many orders counted for nothing. */
  takeOrders(peer: number, words: readonly string[]): Promise<number>;
  /** What is to be said to a peer about its orders, and what to do once it was said. */
  receiptsFor(peer: number): Promise<{ readonly words: readonly string[]; said(): Promise<void> }>;
};

type Parts = {
  readonly database: Database;
  readonly recalls: RecallStore;
  readonly nodeOrders: NodeOrders;
  readonly whoWasReached: WhoWasReached;
  readonly apply: ApplyRecall;
  readonly finishing: FinishPurges;
  readonly testimony: Testimony;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly audit: Pick<Audit, 'record' | 'flush'>;
  readonly now: () => string;
};

/** What has expired is purged by whoever holds it, and by an order of its owner all the same. */
function causeOf({ because }: RecallMessage): RecallCause {
  return because === 'expired' ? 'recalled' : because;
}

/** A message of the API holds so many. */
const mostReceipts = 100;

export function createOrderExchange(parts: Parts): OrderExchange {
  const { database, recalls, nodeOrders, whoWasReached, apply, finishing, testimony, members } = parts;
  const { queue, events, audit, now } = parts;
  const idOf = database.prepare('SELECT id FROM recall WHERE recall = ?');
  const issuedOf = database.prepare(
    'SELECT stamp FROM recall_version WHERE recall = ? ORDER BY modified DESC LIMIT 10000',
  );
  const hostedThere = database.prepare("SELECT identity FROM peer_member WHERE peer = ? AND side = 'there'");
  const hostedHere = database.prepare("SELECT identity FROM peer_member WHERE peer = ? AND side = 'here' LIMIT 1");

  /** The order as its owner puts its name to it: whole recalls name the versions too, so that nothing newer is meant. */
  function messageOf({ recall, id, owner, object, isWhole, because, reason, ordered, holder }: Recall): RecallMessage {
    const stamps = issuedOf.all(recall).map(({ stamp }) => String(stamp));
    return {
      kind: 'recall',
      coalition: testimony.coalition(),
      by: members.get(owner).identity,
      at: ordered,
      recall: id,
      because,
      reason,
      ...(holder === undefined ? {} : { holders: [holder] }),
      items: [...(isWhole ? [{ id: object, versions: 'all' as const }] : []), { id: object, versions: stamps }],
    };
  }

  async function wordOf(recall: Recall): Promise<string> {
    if (recall.word !== undefined) return recall.word;
    const word = await testimony.sign(messageOf(recall));
    await queue.run(() => recalls.setWord(recall.recall, word));
    return word;
  }

  /** Undefined for what is about several objects, or none: one order is about one. */
  function read(message: Message | undefined) {
    if (message?.kind !== 'recall') return undefined;
    const [object, ...others] = new Set(message.items.map(({ id }) => id));
    const owner = members.find(message.by)?.member;
    if (object === undefined || others.length > 0 || owner === undefined) return undefined;
    const versions = new Map<string, RecalledVersion>();
    for (const { versions: named } of message.items) {
      for (const stamp of named === 'all' ? [] : named) {
        const modified = stamp === '' ? '' : timestampKey(stamp);
        versions.set(modified, { modified, stamp });
      }
    }
    const isWhole = message.items.some(({ versions: named }) => named === 'all');
    const [holder, ...more] = message.holders ?? [];
    if (more.length > 0) return undefined;
    return { message, owner, object, isWhole, holder, versions: [...versions.values()] };
  }

  function carryOut(peer: number, word: string, order: NonNullable<ReturnType<typeof read>>): ReadonlySet<number> {
    const { message, owner, object, isWhole, holder, versions } = order;
    if (recalls.find(message.recall) !== undefined) return new Set();
    const stamps = isWhole ? undefined : new Set(versions.map(({ stamp }) => stamp));
    const reached = whoWasReached.of(owner, object, stamps);
    recalls.add({
      id: message.recall,
      owner,
      object,
      isWhole,
      because: causeOf(message),
      reason: message.reason ?? '',
      ordered: message.at,
      backups: whoWasReached.backupsSince(owner, object),
      word,
      peer,
      ...(holder === undefined ? {} : { holder }),
      versions,
      reached,
    });
    const recall = recalls.find(message.recall) as Recall;
    // Whom we passed it on to learns it from us: with the owner's own word.
    nodeOrders.add(recall.recall, whoWasReached.peersOf(owner, object, stamps));
    const detail = { object, recall: recall.id, versions: isWhole ? 'all' : [...(stamps ?? [])] };
    for (const identity of new Set([message.by, ...reached.map(({ member }) => member)])) {
      const member = members.find(identity)?.member;
      if (member !== undefined) audit.record({ kind: 'recalled', members: [member], subjects: [object], detail });
    }
    return apply(recall, versions).touched;
  }

  return {
    async ordersFor(peer, isAll) {
      nodeOrders.asked(peer);
      const told = nodeOrders.recallsFor(peer, isAll).map((recall) => recalls.find(String(idOf.get(recall)?.id)));
      // A node that was restored may have forgotten the orders of its own members too.
      const own = isAll
        ? hostedThere.all(peer).flatMap(({ identity }) => {
            const owner = members.find(String(identity))?.member;
            return owner === undefined ? [] : recalls.receivedOf(owner);
          })
        : [];
      return Promise.all([...told, ...own].filter((each) => each !== undefined).map(wordOf));
    },
    async takeReceipts(peer, words) {
      for (const word of words) {
        const message = await testimony.open(word, peer);
        if (message?.kind !== 'purged') continue;
        const recall = recalls.find(message.recall);
        if (recall === undefined) continue;
        const isNew = await queue.run(() => {
          if (!nodeOrders.confirm(recall.recall, peer, word, now())) return false;
          const by = members.find(message.by)?.member;
          const detail = { recall: recall.id, object: recall.object };
          audit.record({
            kind: 'purge-confirmed',
            members: [recall.owner, ...(by === undefined ? [] : [by])],
            subjects: [recall.object],
            detail,
          });
          return true;
        });
        if (isNew)
          events.wake(
            ({ member, unit, peer: node }) => node === undefined && unit === undefined && member === recall.owner,
          );
      }
    },
    async takeOrders(peer, words) {
      let refused = 0;
      let isNew = false;
      await audit.flush();
      for (const word of words) {
        const order = read(await testimony.open(word, peer));
        if (order === undefined) {
          refused += 1;
          continue;
        }
        if (recalls.find(order.message.recall) !== undefined) continue;
        events.announce(await queue.run(() => carryOut(peer, word, order)));
        isNew = true;
      }
      if (isNew) {
        await finishing.now();
        events.wake((viewer) => viewer.peer !== undefined && viewer.peer !== peer);
      }
      return refused;
    },
    async receiptsFor(peer) {
      const due = recalls.unanswered(peer, mostReceipts);
      const by = String(hostedHere.get(peer)?.identity);
      const words = await Promise.all(
        due.map(({ id, object, purged = now(), recall }) =>
          testimony.sign({
            kind: 'purged',
            coalition: testimony.coalition(),
            by,
            at: purged,
            node: testimony.node(),
            recall: id,
            items: [{ id: object, state: 'purged', versions: recalls.versionsOf(recall).length }],
            covered: [...coverage.covered],
            not_covered: [...coverage.notCovered],
            kept: ['own-words-marked-source-recalled', 'tombstone'],
          }),
        ),
      );
      return {
        words,
        said: () =>
          queue.run(() => {
            for (const { recall } of due) recalls.answered(recall, now());
          }),
      };
    },
  };
}

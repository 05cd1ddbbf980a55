import { coverage, type Message, type Recall as RecallMessage } from '@entente/exchange';
import { timestampKey } from '@entente/stix';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Purger } from '../purging/purger.ts';
import type { ApplyRecall } from './apply-recall.ts';
import type { FinishPurges } from './finish-purges.ts';
import type { NodeOrders } from './node-orders.ts';
import type { WhoWasReached } from './reached.ts';
import type { Recall, RecallCause, RecalledVersion, RecallStore } from './recall-store.ts';
import type { Testimony } from './testimony.ts';
import { createToldAgain } from './told-again.ts';

/** Orders and receipts between nodes, both sides of it. Peers are named by their rows. */
export type OrderExchange = {
  /** What a peer is to purge: what it has not confirmed. More than a few hundred come once it has confirmed these. */
  ordersFor(peer: number): Promise<readonly string[]>;
  /** Whatever it was ever told, and told us: a page, after the id of an order (exclusive). */
  allOrders(peer: number, after?: string): Promise<{ readonly orders: readonly string[]; readonly next?: string }>;
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
  readonly purger: Pick<Purger, 'together'>;
  readonly finishing: FinishPurges;
  readonly testimony: Testimony;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly audit: Pick<Audit, 'record' | 'flush'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly now: () => string;
};

type Purged = Extract<Message, { kind: 'purged' }>;

/** What has expired is purged by whoever holds it, and by an order of its owner all the same. */
function causeOf({ because }: RecallMessage): RecallCause {
  return because === 'expired' ? 'recalled' : because;
}

/** A message of the API holds so many. */
const mostReceipts = 100;
const ordersTogether = 500;
/** Carried out in one transaction. */
const purgedTogether = 50;

export function createOrderExchange(parts: Parts): OrderExchange {
  const { database, recalls, nodeOrders, whoWasReached, apply, finishing, testimony, members } = parts;
  const { purger, queue, events, audit, now } = parts;
  const toldAgain = createToldAgain(parts.clock);
  const idOf = database.prepare('SELECT id FROM recall WHERE recall = ?');
  const issuedOf = database.prepare(
    'SELECT stamp FROM recall_version WHERE recall = ? ORDER BY modified DESC LIMIT 10000',
  );
  // A node that was restored may have forgotten the orders of its own members too. By id, which tells no number.
  const ever = database.prepare(
    `SELECT id FROM (
       SELECT r.id FROM recall_node n JOIN recall r ON r.recall = n.recall WHERE n.peer = ?
       UNION
       SELECT r.id FROM peer_member m JOIN principal p ON p.identity = m.identity JOIN recall r ON r.owner = p.principal
         WHERE m.peer = ? AND m.side = 'there' AND r.peer IS NOT NULL)
     WHERE id > ? ORDER BY id LIMIT ?`,
  );
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
    const by = whoWasReached.look(owner, object);
    const reached = by.reached(stamps);
    recalls.add({
      id: message.recall,
      owner,
      object,
      isWhole,
      because: causeOf(message),
      reason: message.reason ?? '',
      ordered: message.at,
      backups: by.backups(),
      word,
      peer,
      ...(holder === undefined ? {} : { holder }),
      versions,
      reached,
    });
    const recall = recalls.find(message.recall) as Recall;
    // Whom we passed it on to learns it from us: with the owner's own word.
    nodeOrders.add(recall.recall, by.peers(stamps));
    const detail = { object, recall: recall.id, versions: isWhole ? 'all' : [...(stamps ?? [])] };
    for (const identity of new Set([message.by, ...reached.map(({ member }) => member)])) {
      const member = members.find(identity)?.member;
      if (member !== undefined) audit.record({ kind: 'recalled', members: [member], subjects: [object], detail });
    }
    return apply(recall, versions).touched;
  }

  /** Notes that a peer has purged; undefined where it was never told, or has confirmed before. */
  function confirm(peer: number, word: string, message: Purged): Recall | undefined {
    const recall = recalls.find(message.recall);
    if (recall === undefined || !nodeOrders.confirm(recall.recall, peer, word, now())) return undefined;
    const by = members.find(message.by)?.member;
    audit.record({
      kind: 'purge-confirmed',
      members: [recall.owner, ...(by === undefined ? [] : [by])],
      subjects: [recall.object],
      detail: { recall: recall.id, object: recall.object },
    });
    return recall;
  }

  return {
    async ordersFor(peer) {
      nodeOrders.asked(peer);
      const told = nodeOrders.recallsFor(peer, ordersTogether).map((row) => recalls.find(String(idOf.get(row)?.id)));
      return Promise.all(told.filter((each) => each !== undefined).map(wordOf));
    },
    async allOrders(peer, after = '') {
      nodeOrders.asked(peer);
      const page = ever
        .all(peer, peer, after, ordersTogether)
        .map(({ id }) => recalls.find(String(id)))
        .filter((each) => each !== undefined);
      const last = page.at(-1);
      return {
        orders: await Promise.all(page.map(wordOf)),
        ...(page.length === ordersTogether && last !== undefined ? { next: last.id } : {}),
      };
    },
    async takeReceipts(peer, words) {
      const messages: { word: string; message: Purged }[] = [];
      for (const word of words) {
        const message = await testimony.open(word, peer);
        if (message?.kind === 'purged') messages.push({ word, message });
      }
      const owners = await queue.run(
        () => new Set(messages.flatMap(({ word, message }) => confirm(peer, word, message)?.owner ?? [])),
      );
      if (owners.size === 0) return;
      events.wake(({ member, unit, peer: node }) => node === undefined && unit === undefined && owners.has(member));
    },
    async takeOrders(peer, words) {
      let refused = 0;
      let isNew = false;
      await audit.flush();
      const orders: { word: string; order: NonNullable<ReturnType<typeof read>> }[] = [];
      for (const word of words) {
        const order = read(await testimony.open(word, peer));
        const known = order === undefined ? undefined : recalls.find(order.message.recall);
        if (order === undefined) refused += 1;
        else if (known === undefined) orders.push({ word, order });
        else toldAgain.note(peer, known);
      }
      for (let from = 0; from < orders.length; from += purgedTogether) {
        const some = orders.slice(from, from + purgedTogether);
        const touched = await queue.run(() =>
          purger.together(() => some.map(({ word, order }) => carryOut(peer, word, order))),
        );
        events.announce(new Set(touched.flatMap((each) => [...each])));
        isNew = true;
      }
      if (isNew) {
        await finishing.now();
        events.wake((viewer) => viewer.peer !== undefined && viewer.peer !== peer);
      }
      return refused;
    },
    async receiptsFor(peer) {
      const first = recalls.unanswered(peer, mostReceipts);
      const isFirst = new Set(first.map(({ recall }) => recall));
      const again = toldAgain.of(peer, mostReceipts - first.length).filter(({ recall }) => !isFirst.has(recall));
      const due = [...first, ...again];
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
        async said() {
          toldAgain.said(peer, due);
          await queue.run(() => {
            for (const { recall } of first) recalls.answered(recall, now());
          });
        },
      };
    },
  };
}

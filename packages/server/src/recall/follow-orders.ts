import { coverage, mostConfirmed, type Purged } from '@entente/exchange';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Purger } from '../purging/purger.ts';
import { type ApplyRecall, createMeantVersions } from './apply-recall.ts';
import type { FinishPurges } from './finish-purges.ts';
import type { NodeOrders } from './node-orders.ts';
import type { NodeReach } from './node-reach.ts';
import { createOutdatedWords } from './outdated-words.ts';
import type { ReachedBy, WhoWasReached } from './reached.ts';
import { type ReadOrder, readOrder } from './read-order.ts';
import type { RecallStore } from './recall-store.ts';
import type { Testimony } from './testimony.ts';
import { createToldAgain } from './told-again.ts';
import { createUnheldOrders, type UnheldLimits } from './unheld-orders.ts';

/** What a node does about the orders of others. Peers are named by their rows. */
export type FollowOrders = {
  /**
   * Carries out what a peer passed on; the answer is how many orders counted for nothing. `isRestored`: what this node
   * held before is not known, so that nothing is too much.
   */
  takeOrders(peer: number, words: readonly string[], isRestored?: boolean): Promise<number>;
  /** What is to be said to a peer about its orders: one word about many; and what to do once it was said. */
  receiptsFor(peer: number): Promise<Receipts>;
  /** Calls back where a peer tells of more orders of a member (its row), about what never came here, than are kept. */
  onTooMany(listener: (peer: number, owner: number) => void): void;
  /** Whether to ask a peer once more for all that it ever told, since words that wait here count no more. */
  mustAskAnew(peer: number): boolean;
};

/** `orders` is how many they confirm. */
export type Receipts = { readonly words: readonly string[]; readonly orders: number; said(): Promise<void> };

export type FollowParts = {
  readonly database: Database;
  readonly recalls: RecallStore;
  readonly nodeOrders: NodeOrders;
  readonly reach: Pick<NodeReach, 'seen'>;
  readonly whoWasReached: WhoWasReached;
  readonly apply: ApplyRecall;
  readonly unheldLimits: UnheldLimits;
  readonly purger: Pick<Purger, 'together'>;
  readonly finishing: FinishPurges;
  readonly testimony: Testimony;
  readonly members: Pick<MemberStore, 'find' | 'get'>;
  readonly queue: WriteQueue;
  readonly events: Pick<EventHub, 'wake'>;
  /** Tells the people of these members that what they ordered stands otherwise. */
  readonly tellOwners: (owners: ReadonlySet<number>) => void;
  readonly audit: Pick<Audit, 'record' | 'flush'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly now: () => string;
};

/** Whom (identities) an order that was carried out concerns, and what the log tells of it. */
type CarriedOut = {
  readonly concerned: readonly string[];
  readonly told: { object: string; recall: string; versions: string | string[] };
};

type Given = { readonly word: string; readonly order: ReadOrder };

/** So many versions an order may name of what is here, of which others may have come before this node was there. */
const freeVersions = 1000;
/** Carried out in one transaction: between two of them others are served. */
const purgedTogether = 100;

export function createFollowOrders(parts: FollowParts): FollowOrders {
  const { database, recalls, nodeOrders, whoWasReached, apply, finishing, testimony, members } = parts;
  const { purger, queue, events, audit, now } = parts;
  const toldAgain = createToldAgain(parts.clock);
  const meantVersions = createMeantVersions(database);
  const unheld = createUnheldOrders(database, parts.unheldLimits);
  const tooMany: ((peer: number, owner: number) => void)[] = [];
  const hostedHere = database.prepare("SELECT identity FROM peer_member WHERE peer = ? AND side = 'here' LIMIT 1");

  const isKnown = ({ order }: Pick<Given, 'order'>): boolean =>
    recalls.find(order.owner, order.message.recall) !== undefined;

  /** Whether it is about something here, or is one of not too many that are not. */
  function isKept(peer: number, { order }: Given): boolean {
    const { owner, versions } = order;
    const isHeld = meantVersions(order, versions).length > 0;
    const lines = isHeld ? versions.length - freeVersions : versions.length + 1;
    return lines <= 0 || unheld.take(owner, peer, lines);
  }

  /**
   * Where what these are about went. To be asked before any of them is carried out: what one of them purges is told of
   * only afterwards, and another may be about the same object.
   */
  function withReached(orders: readonly Given[]): { readonly given: Given; readonly by: ReachedBy }[] {
    const found = new Map<string, ReachedBy>();
    return orders.map((given) => {
      const { owner, object } = given.order;
      const key = `${owner} ${object}`;
      const by = found.get(key) ?? whoWasReached.look(owner, object);
      found.set(key, by);
      return { given, by };
    });
  }

  function carryOut(peer: number, { word, order }: Given, by: ReachedBy): CarriedOut | undefined {
    const { message, owner, object, isWhole, holder, versions } = order;
    if (isKnown({ order })) return undefined;
    const stamps = isWhole ? undefined : new Set(versions.map(({ stamp }) => stamp));
    const reached = by.reached(stamps);
    const recall = recalls.add({
      id: message.recall,
      owner,
      object,
      isWhole,
      // What has expired is purged by whoever holds it, and by an order of its owner all the same.
      because: message.because === 'expired' ? 'recalled' : message.because,
      reason: message.reason ?? '',
      ordered: message.at,
      backups: by.backups(),
      word,
      peer,
      ...(holder === undefined ? {} : { holder }),
      versions,
      reached,
    });
    // Whom we passed it on to learns it from us: with the owner's own word. That one member lost it is for its node alone.
    if (holder === undefined) nodeOrders.add(recall.recall, by.peers(stamps));
    const concerned = [message.by, ...reached.map(({ member }) => member)];
    const told = { object, recall: recall.id, versions: stamps === undefined ? 'all' : [...stamps] };
    apply(recall, versions);
    return { concerned, told };
  }

  /** Each of those concerned learns of all that concerns it from one entry of the log. */
  function record(done: readonly CarriedOut[]): void {
    const told = new Map<string, CarriedOut['told'][]>();
    for (const { concerned, told: one } of done) {
      for (const identity of new Set(concerned)) told.set(identity, [...(told.get(identity) ?? []), one]);
    }
    for (const [identity, recalled] of told) {
      const member = members.find(identity)?.member;
      const subjects = [...new Set(recalled.map(({ object }) => object))];
      if (member !== undefined) audit.record({ kind: 'recalled', members: [member], subjects, detail: { recalled } });
    }
  }

  /** The answer is how many could not be: one of them keeps nothing else back. */
  async function carryOutAll(peer: number, orders: readonly Given[], isRestored: boolean): Promise<number> {
    if (orders.length === 0) return 0;
    try {
      const done = await queue.run(() =>
        purger.together(() => {
          const kept = orders.filter((each) => isRestored || isKnown(each) || isKept(peer, each));
          const due = withReached(kept.filter((each) => !isKnown(each)));
          record(due.flatMap(({ given, by }) => carryOut(peer, given, by) ?? []));
          return { beyond: orders.filter((each) => !kept.includes(each)) };
        }),
      );
      for (const owner of new Set(done.beyond.map(({ order }) => order.owner))) {
        for (const listener of tooMany) listener(peer, owner);
      }
      return done.beyond.length;
    } catch (error) {
      // A full disk is not the fault of any of them.
      if (error instanceof Problem) throw error;
      if (orders.length === 1) return 1;
      const half = orders.length >> 1;
      const first = await carryOutAll(peer, orders.slice(0, half), isRestored);
      return first + (await carryOutAll(peer, orders.slice(half), isRestored));
    }
  }

  /** Puts what its owner signed anew in the place of what was signed with a key that was revoked. */
  async function renew(orders: readonly Given[]): Promise<void> {
    if (orders.length === 0) return;
    await queue.run(() => {
      for (const { word, order } of orders) {
        const known = recalls.find(order.owner, order.message.recall);
        if (known?.peer !== undefined && known.object === order.object) recalls.setWord(known.recall, word);
      }
    });
  }

  return {
    mustAskAnew: createOutdatedWords(database, testimony, parts.clock),
    onTooMany: (listener) => void tooMany.push(listener),
    async takeOrders(peer, words, isRestored = false) {
      let refused = 0;
      await audit.flush();
      const given: Given[] = [];
      const renewed: Given[] = [];
      for (const word of words) {
        const order = readOrder(await testimony.open(word, peer), members);
        const known = order === undefined ? undefined : recalls.find(order.owner, order.message.recall);
        if (order === undefined) refused += 1;
        else if (known === undefined) given.push({ word, order });
        else {
          toldAgain.note(peer, known);
          if (known.word !== undefined && testimony.isRevoked(known.word)) renewed.push({ word, order });
        }
      }
      await renew(renewed);
      for (let from = 0; from < given.length; from += purgedTogether) {
        refused += await carryOutAll(peer, given.slice(from, from + purgedTogether), isRestored);
      }
      if (given.length > 0) await finishing.now();
      if (given.length + renewed.length > 0) {
        events.wake((viewer) => viewer.peer !== undefined && viewer.peer !== peer);
      }
      return refused;
    },
    async receiptsFor(peer) {
      const first = recalls.unanswered(peer, mostConfirmed);
      const isFirst = new Set(first.map(({ recall }) => recall));
      const again = toldAgain.of(peer, mostConfirmed - first.length).filter(({ recall }) => !isFirst.has(recall));
      const due = [...first, ...again];
      const by = hostedHere.get(peer)?.identity;
      // One for each owner, under one signature: it can be shown to him, and tells him of nobody else's.
      const messages = [...Map.groupBy(due, ({ owner }) => owner)].map(
        ([owner, own]): Purged => ({
          kind: 'purged',
          coalition: testimony.coalition(),
          by: String(by),
          at: now(),
          node: testimony.node(),
          orders: own.map(({ id, object, recall }) => ({
            recall: id,
            owner: members.get(owner).identity,
            id: object,
            state: 'purged',
            versions: recalls.countVersions(recall),
          })),
          covered: [...coverage.covered],
          not_covered: [...coverage.notCovered],
          kept: ['own-words-marked-source-recalled', 'tombstone'],
        }),
      );
      const words = by === undefined ? [] : await testimony.sign(messages);
      return {
        words,
        orders: due.length,
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

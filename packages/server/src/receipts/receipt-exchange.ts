import { randomBytes } from 'node:crypto';
import { openMessage, pruneTree, signMessage, takenInLeaf, takenInRoot } from '@entente/exchange';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Outbound } from '../peers/outbound.ts';
import type { PeerHosting } from '../peers/peer-hosting.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { CurrentKey } from '../signing/current-key.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { HoldingStore } from './holding-store.ts';
import { TookInReceipt } from './messages.ts';
import type { TakenInStore } from './taken-in-store.ts';

/**
 * A node that took something in says so to its owner, in the name of the member that got it: signed in batches, sent
 * to the owner's own node, or through the hub that delivered it.
 */
export type ReceiptExchange = {
  /** To which peer (its row) a receipt for an owner goes that came by way of another. */
  routeOf(owner: string, cameBy: number): number;
  /** Sends what is due to a peer. Throws `PeerFailure`; what is not sent stays due. */
  send(outbound: Outbound, peer: { readonly peer: number; readonly token: string }, signal: AbortSignal): Promise<void>;
  /** Takes what a peer brings; the answer is how many counted for nothing. */
  take(peer: number, receipts: readonly TookInReceipt[]): Promise<number>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly members: MemberStore;
  readonly signedRoster: Pick<SignedRoster, 'current' | 'keys' | 'nodeId' | 'hosts'>;
  readonly keyOf: CurrentKey;
  readonly peerHosting: PeerHosting;
  readonly proofs: Pick<ProofStore, 'named'>;
  readonly takenIn: TakenInStore;
  readonly holdings: HoldingStore;
  /** Something is due to a peer that nothing was just read from. */
  readonly isDue: (peer: number) => void;
  /** Somebody has confirmed to this owner (its row) that it has something. */
  readonly confirmed: (owner: number) => void;
  readonly now: () => string;
};

const mostRenditions = 1000;
const mostRounds = 200;
/** Bytes of one message, but for its last receipt; those after it go with the next. Slow lines must carry it in a minute. */
const enoughBytes = 100_000;

export function createReceiptExchange(parts: Parts): ReceiptExchange {
  const { queue, members, signedRoster, keyOf, peerHosting, proofs, takenIn, holdings, isDue, confirmed, now } = parts;

  /** Signed, each over what one member took in of one owner, with how to forget that it is due. */
  async function dueFor(peer: number) {
    const coalition = signedRoster.current()?.file.roster.coalition.id;
    const due: { receipt: TookInReceipt; done: () => void }[] = [];
    for (const batch of takenIn.due(peer, mostRenditions)) {
      const by = members.get(batch.member).identity;
      const key = keyOf(by);
      if (key === undefined || coalition === undefined) continue;
      const renditions = batch.renditions.map((each) => ({ ...each, salt: randomBytes(16).toString('base64url') }));
      const message = {
        kind: 'took-in' as const,
        coalition,
        by,
        at: now(),
        node: signedRoster.nodeId(),
        owner: batch.owner,
        root: takenInRoot(renditions.map(takenInLeaf)),
        size: renditions.length,
      };
      due.push({
        receipt: { word: await signMessage(message, key.jwk), renditions },
        done: () => takenIn.done(peer, batch),
      });
    }
    // Asked by route: what waits for a node that is not there keeps back nothing for another.
    const owners = takenIn.passingTo().filter((owner) => peerHosting(owner) === peer);
    for (const { row, receipt } of takenIn.passing(peer, owners, 50 - Math.min(50, due.length))) {
      due.push({ receipt: TookInReceipt.parse(JSON.parse(receipt)), done: () => takenIn.passed(row) });
    }
    return due.slice(0, 50);
  }

  const underWay = new Map<number, Promise<void>>();
  const sendDue: ReceiptExchange['send'] = async (outbound, { peer, token }, signal) => {
    for (let round = 0; round < mostRounds; round += 1) {
      const due = fitting(await dueFor(peer));
      if (due.length === 0) return;
      const { status } = await outbound.send({
        method: 'POST',
        path: '/api/exchange/took-in',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify({ receipts: due.map(({ receipt }) => receipt) }),
        mostBytes: 100_000,
        milliseconds: 60_000,
        signal,
      });
      if (status !== 204) return;
      await queue.run(() => {
        for (const { done } of due) done();
      });
    }
  };

  return {
    routeOf(owner, cameBy) {
      const route = peerHosting(owner) ?? cameBy;
      if (route !== cameBy) isDue(route);
      return route;
    },
    async send(outbound, to, signal) {
      // Two at once would sign and send the same.
      const before = underWay.get(to.peer);
      const sending = (async () => {
        await before?.catch(() => {});
        await sendDue(outbound, to, signal);
      })();
      underWay.set(to.peer, sending);
      await sending.finally(() => {
        if (underWay.get(to.peer) === sending) underWay.delete(to.peer);
      });
    },
    async take(peer, receipts) {
      const keys = signedRoster.keys();
      let refused = 0;
      for (const { word, renditions } of receipts) {
        const opened = keys === undefined ? undefined : await openMessage(word, keys, now());
        const message = opened?.state === 'opened' && opened.message.kind === 'took-in' ? opened.message : undefined;
        const leaves = renditions.map(takenInLeaf);
        if (message === undefined || message.size !== leaves.length || message.root !== takenInRoot(leaves)) {
          refused += 1;
          continue;
        }
        const { owner: identity, by: holder, at: since, node } = message;
        const owner = members.find(identity)?.member;
        if (owner === undefined) refused += 1;
        else if (!signedRoster.hosts(owner)) {
          const route = peerHosting(identity);
          if (route === undefined || route === peer) refused += 1;
          else {
            await queue.run(() => takenIn.pass(identity, peer, JSON.stringify({ word, renditions })));
            isDue(route);
          }
        } else {
          await queue.run(() => {
            const held = renditions.flatMap((rendition, place) =>
              proofs
                .named(rendition)
                .filter(({ body, signer }) => signer === owner && !holdings.has(body, holder))
                .map(({ body }) => ({ body, holder, since, node, place, salt: rendition.salt })),
            );
            if (held.length === 0) return;
            const kept = [...new Set(held.map(({ place }) => place))];
            holdings.keep(word, now(), pruneTree(leaves, kept), held);
            confirmed(owner);
          });
        }
      }
      return refused;
    },
  };
}

/** As many from the first as one message holds. */
function fitting<T extends { readonly receipt: TookInReceipt }>(due: readonly T[]): readonly T[] {
  let bytes = 0;
  return due.filter(({ receipt }) => {
    const isStillRoom = bytes < enoughBytes;
    bytes += JSON.stringify(receipt).length;
    return isStillRoom;
  });
}

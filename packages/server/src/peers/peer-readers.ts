import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { AskOrders } from '../recall/ask-orders.ts';
import { type ConnectionNotes, createConnectionNotes } from './connection-notes.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import type { Peer } from './peer.ts';
import { PeerFailure } from './peer-failure.ts';
import type { PeerLog } from './peer-log.ts';
import type { PeerStatuses } from './peer-status.ts';
import type { PeerStore } from './peer-store.ts';
import type { Pull } from './pull.ts';
import { type ReadingLoop, startReadingLoop } from './reading-loop.ts';
import type { RosterWatch } from './roster-watch.ts';

/** Everything that is read from other nodes: one loop for each peer and member hosted here. */
export type PeerReaders = AsyncDisposable & {
  /** Begins to read. Before, and after disposal, nothing is asked of anybody. */
  start(): void;
  /** Begins, goes on with, or stops reading at this peer, as is decided now. */
  follow(peer: Peer): Promise<void>;
  /** Begins and stops reading as a new roster makes it so. */
  review(): void;
  /** Something is to be read or said there; where it failed last, `at-once` does not wait any longer. */
  wake(peer: number, atOnce?: 'at-once'): void;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly members: MemberStore;
  readonly peers: PeerStore;
  readonly pull: Pull;
  readonly askOrders: AskOrders;
  readonly rosterWatch: RosterWatch;
  /** Sends what is due to a peer beside the answers to its questions. */
  readonly sendDue: SendToPeer;
  readonly statuses: PeerStatuses;
  readonly log: PeerLog;
  readonly onSetAside: () => void;
  readonly allowsPlain: boolean;
  readonly pollMilliseconds: number;
};

/** Sends what is due to a peer. Throws `PeerFailure`; what is not sent stays due. */
export type SendToPeer = (
  outbound: Outbound,
  peer: { readonly peer: number; readonly token: string },
  signal: AbortSignal,
) => Promise<void>;

/** A line that breaks for less than this is not in the log. */
const patience = 60_000;
/** What comes within this time is one entry of the log. */
const receivedTogether = 60_000;

type Running = {
  readonly outbound: Outbound;
  readonly loops: readonly ReadingLoop[];
  readonly notes: readonly ConnectionNotes[];
};

export function createPeerReaders(parts: Parts): PeerReaders {
  const { queue, members, peers, pull, askOrders, rosterWatch, sendDue, statuses, log, allowsPlain, pollMilliseconds } =
    parts;
  const running = new Map<number, Running>();
  let isStarted = false;
  let following: Promise<void> = Promise.resolve();

  async function stop(peer: number): Promise<void> {
    const found = running.get(peer);
    running.delete(peer);
    for (const loop of found?.loops ?? []) await loop[Symbol.asyncDispose]();
    for (const each of found?.notes ?? []) each[Symbol.dispose]();
    found?.outbound[Symbol.dispose]();
    statuses.forget(peer);
  }

  function note(peer: Peer, kind: Parameters<PeerLog['add']>[1], detail: string): void {
    // The log is for people; that it cannot be written (a full disk) stops nothing.
    queue.run(() => log.add(peer.peer, kind, detail)).catch(() => {});
  }

  function begin(peer: Peer): void {
    const { url, certificate, privateAddress } = peer;
    if (url === undefined) return;
    const outbound = createOutbound({ url, certificate, allowsPrivate: privateAddress, allowsPlain });
    const notes: ConnectionNotes[] = [];
    const loops = peers.members(peer.peer).flatMap(({ side, identity, token }) => {
      const member = members.find(identity);
      if (side !== 'here' || token === undefined || member === undefined) return [];
      let stored = 0;
      let notedAt = Number.NEGATIVE_INFINITY;
      const connections = createConnectionNotes(
        (isThere) => note(peer, isThere ? 'connected' : 'disconnected', `for ${member.name}`),
        patience,
      );
      notes.push(connections);
      return startReadingLoop({
        outbound,
        token,
        isHub: peer.relays,
        pollMilliseconds,
        pull: async (signal) => {
          // Who belongs to the coalition comes before everything else.
          await rosterWatch.sync(outbound, peers.get(peer.peer), signal);
          const settled = peers.get(peer.peer);
          const owner = members.find(peer.operator)?.member;
          if (settled.confirmed === undefined || owner === undefined) {
            throw new PeerFailure('waiting', 'The roster does not name this node and that one yet.');
          }
          if (settled.receiving !== 'on') return { isComplete: true };
          // First what is to go: what was recalled over there must not come in meanwhile. A restored node waits for all.
          if (!(await askOrders(outbound, { peer: peer.peer, token }, signal))) {
            throw new PeerFailure('quarantined', 'This node was restored from a backup, and waits.');
          }
          await rosterWatch.sync(outbound, settled, signal);
          // Who left is heard on who belongs to the coalition, and on what is to be purged: nothing is taken from it.
          if (members.get(owner).left !== undefined) return { isComplete: true };
          const pulled = await pull(
            outbound,
            { peer: settled, owner, member: member.member, token },
            (taken, upTo) => {
              stored += taken.stored;
              statuses.received(peer.peer, taken.stored, upTo);
              if (taken.setAside === 0) return;
              note(peer, 'set-aside', `${taken.setAside} for ${member.name}`);
              parts.onSetAside();
            },
            signal,
          );
          await sendDue(outbound, { peer: peer.peer, token }, signal);
          return pulled;
        },
        onRoster: (state) => rosterWatch.heard(peer.peer, state),
        followRoster: (signal) => rosterWatch.sync(outbound, peers.get(peer.peer), signal),
        onConnected: (isConnected) => {
          statuses.connected(peer.peer, member.member, isConnected);
          connections.connected(isConnected);
        },
        onPulled: (isComplete) => {
          statuses.answered(peer.peer, isComplete);
          // What comes until then is told with the next look, which comes without an event too.
          if (stored === 0 || performance.now() - notedAt < receivedTogether) return;
          note(peer, 'received', `${stored} for ${member.name}`);
          stored = 0;
          notedAt = performance.now();
        },
        onFailed: ({ code, message }) => {
          if (statuses.failed(peer.peer, code, message)) note(peer, 'failed', message);
        },
      });
    });
    running.set(peer.peer, { outbound, loops, notes });
  }

  /** Also where nothing is taken from it: until the roster is there by which others know this node. */
  function mustAsk({ compared, confirmed, receiving, adopts }: Peer): boolean {
    if (compared === undefined) return false;
    return receiving === 'on' || (confirmed === undefined && adopts && receiving === 'paused');
  }

  const readers: PeerReaders = {
    start() {
      isStarted = true;
      for (const peer of peers.all()) readers.follow(peer);
    },
    follow(peer) {
      following = following.then(async () => {
        await stop(peer.peer);
        if (isStarted && mustAsk(peers.get(peer.peer))) begin(peers.get(peer.peer));
      });
      return following;
    },
    review() {
      for (const peer of peers.all()) {
        if (mustAsk(peer) !== running.has(peer.peer)) readers.follow(peer);
      }
    },
    wake(peer, atOnce) {
      for (const loop of running.get(peer)?.loops ?? []) loop.wake(atOnce);
    },
    async [Symbol.asyncDispose]() {
      isStarted = false;
      await following;
      for (const peer of [...running.keys()]) await stop(peer);
    },
  };
  return readers;
}

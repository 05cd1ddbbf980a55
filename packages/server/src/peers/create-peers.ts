import { Audience } from '@entente/release';
import type { Access } from '../accounts/access.ts';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { DueDates } from '../dates/due-dates.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { DeliveredWriter } from '../objects/delivered-writer.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import { createAskOrders } from '../recall/ask-orders.ts';
import type { OrderExchange } from '../recall/order-exchange.ts';
import type { HoldingStore } from '../receipts/holding-store.ts';
import { createReceiptExchange } from '../receipts/receipt-exchange.ts';
import { createTakenInStore } from '../receipts/taken-in-store.ts';
import type { Signing } from '../signing/create-signing.ts';
import { createCurrentKey } from '../signing/current-key.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createRequestExchange } from '../wider-release/request-exchange.ts';
import type { LeavingWords } from '../withdrawal/leaving-words.ts';
import { createAdmission } from './admission.ts';
import { createAskAnew } from './ask-anew.ts';
import { createCursorStore } from './cursor-store.ts';
import { createDeliveryNotes } from './delivery-notes.ts';
import { createInvitationStore } from './invitation-store.ts';
import { createJoining } from './joining.ts';
import { createMirrors } from './mirrors.ts';
import { createNodeSigner } from './node-signer.ts';
import { createOnwardReaders } from './onward-readers.ts';
import { createOwnNode, type Reached } from './own-node.ts';
import { createPeerHosting } from './peer-hosting.ts';
import { createPeerLog } from './peer-log.ts';
import { createPeerMetrics } from './peer-metrics.ts';
import { createPeerReaders } from './peer-readers.ts';
import { createPeerService } from './peer-service.ts';
import { createPeerStatuses } from './peer-status.ts';
import { createPeerStore } from './peer-store.ts';
import { createPeerTokens } from './peer-tokens.ts';
import { createPeerViews } from './peer-views.ts';
import type { PeersOptions } from './peers-options.ts';
import { maySeePeers, mustRunPeers } from './policy.ts';
import { createPull } from './pull.ts';
import { createReceiver } from './receiver.ts';
import { createRosterExchange } from './roster-exchange.ts';
import { createRosterWatch } from './roster-watch.ts';
import { createSetAsideService } from './set-aside-service.ts';
import { createSetAsideStore } from './set-aside-store.ts';
import { createVerifyDelivery } from './verify-delivery.ts';

export type PeersParts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly coalition: string;
  readonly members: MemberStore;
  readonly collections: CollectionStore;
  readonly roster: Pick<RosterStore, 'onChange'>;
  readonly terms: TermsStore;
  readonly dates: Pick<DueDates, 'noted'>;
  readonly catchUps: CatchUpJobs;
  readonly writer: DeliveredWriter;
  readonly tombstones: TombstoneStore;
  readonly access: Pick<Access, 'forgetCredential'>;
  readonly events: Pick<EventHub, 'announce' | 'wake' | 'rosterChanged'>;
  readonly signing: Pick<Signing, 'signedRoster' | 'rosterVersions' | 'keyStore' | 'proofs' | 'signer'>;
  readonly record: RecordEvent;
  readonly holdings: HoldingStore;
  readonly orders: OrderExchange;
  readonly leavingWords: LeavingWords;
  /** A node restored from a backup takes nothing before it knows what was recalled since. */
  readonly quarantine: Quarantine;
  readonly options: PeersOptions;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly now: () => string;
};

/** Exchange with other nodes, put together. */
export function createPeers(parts: PeersParts) {
  const { database, queue, members, terms, collections, catchUps, record, clock, now, options } = parts;
  const peers = createPeerStore(database);
  const { signedRoster, rosterVersions, keyStore, proofs, signer } = parts.signing;
  const nodeSigner = createNodeSigner(keyStore);
  const own = createOwnNode(database, parts.coalition, nodeSigner, members, peers, signedRoster, keyStore);
  const log = createPeerLog(database, now, () =>
    parts.events.wake((viewer) => viewer.peer === undefined && maySeePeers(viewer), 'changed'),
  );
  const cursors = createCursorStore(database, now);
  const setAsides = createSetAsideStore(database, now, parts.dates.noted);
  const statuses = createPeerStatuses(clock);
  const invitations = createInvitationStore(database, now);
  const { allowsPrivate, pollMilliseconds } = options;
  const tokens = createPeerTokens(database, clock);
  const joining = createJoining({
    queue,
    members,
    peers,
    invitations,
    own,
    signedRoster,
    log,
    record,
    joinsAnew({ peer }) {
      for (const token of tokens.ofPeer(peer)) parts.access.forgetCredential(`token:${token}`);
      tokens.removeAll(peer);
      void readers.follow(peers.get(peer));
    },
    allowsPrivate,
    clock,
  });
  const admission = createAdmission({ queue, members, peers, tokens, signedRoster, log, record, now });
  const rosterExchange = createRosterExchange({
    queue,
    peers,
    own,
    signedRoster,
    versions: rosterVersions,
    leavingWords: parts.leavingWords,
    members,
    log,
    now,
  });
  parts.orders.onTooMany((peer, owner) => {
    const { name } = members.get(owner);
    if (!statuses.refusesOrders(peer, name)) return;
    const message = `It tells more orders of ${name} to purge what never came here than are kept; they are refused.`;
    queue.run(() => log.add(peer, 'failed', message)).catch(() => {});
  });
  const rosterWatch = createRosterWatch(rosterExchange, clock);
  const keyOf = createCurrentKey(signedRoster, keyStore, now);
  const peerHosting = createPeerHosting(database, signedRoster);
  const takenIn = createTakenInStore(database);
  const receiptExchange = createReceiptExchange({
    queue,
    members,
    signedRoster,
    keyOf,
    peerHosting,
    proofs,
    takenIn,
    holdings: parts.holdings,
    isDue: (peer) => readers.wake(peer),
    confirmed: (owner) => parts.events.wake((viewer) => viewer.peer === undefined && actsFor(viewer, owner), 'changed'),
    now,
  });
  const requestExchange = createRequestExchange({
    database,
    queue,
    members,
    signedRoster,
    keyOf,
    peerHosting,
    isDue: (peer) => readers.wake(peer),
    now,
  });
  const receiver = createReceiver({
    database,
    members,
    peers,
    writer: parts.writer,
    cursors,
    setAsides,
    tombstones: parts.tombstones,
    verify: createVerifyDelivery(signedRoster, now),
    proofs,
    takenIn,
    receiptRoute: receiptExchange.routeOf,
    now,
  });
  const mirrors = createMirrors(database, collections, terms, queue, catchUps, options.mostCollections);
  const onward = createOnwardReaders(database, queue);
  // Whoever reads at all the nodes need not hear from each that something came from another.
  const announceTaken = (taken: ReadonlySet<number>): void => parts.events.announce(taken, onward.wants);
  const pull = createPull(queue, cursors, mirrors, receiver, announceTaken);
  const askOrders = createAskOrders(
    parts.orders,
    parts.quarantine,
    () =>
      peers
        .all()
        .filter(({ url, confirmed, receiving }) => url !== undefined && confirmed !== undefined && receiving === 'on')
        .map(({ peer }) => peer),
    rosterWatch.heard,
  );
  const readers = createPeerReaders({
    queue,
    members,
    peers,
    pull,
    askOrders,
    rosterWatch,
    async sendDue(...to) {
      await receiptExchange.send(...to);
      await requestExchange.send(...to);
    },
    statuses,
    log,
    onSetAside: () => setAsideService.again.setAside(),
    allowsPlain: allowsPrivate,
    pollMilliseconds,
  });
  const service = createPeerService({
    queue,
    admission,
    peers,
    tokens,
    cursors,
    log,
    record,
    now,
    forgetCredential: parts.access.forgetCredential,
    changed: (peer) => void readers.follow(peer),
  });
  const setAsideService = createSetAsideService({
    queue,
    peers,
    collections,
    setAsides,
    receiver,
    record,
    announce: announceTaken,
  });
  parts.roster.onChange(setAsideService.again.rosterChanged);
  signer.onSigned((terms) => parts.events.announce(terms, ({ peer }) => peer !== undefined));
  signedRoster.onProposed(parts.events.rosterChanged);
  signedRoster.onTaken(() => void rosterTaken());
  const askAnew = createAskAnew(
    queue,
    peers,
    proofs,
    cursors,
    () => signedRoster.current()?.file.roster,
    ({ peer }) => readers.wake(peer),
  );
  signedRoster.onTaken(askAnew.begin);

  /** Who waited for the roster is let in; who left is not read from any more; the others hear that there is a new one. */
  async function rosterTaken(): Promise<void> {
    for (const { peer } of peers.all().filter(({ confirmed }) => confirmed === undefined)) {
      try {
        const { confirmed } = await admission.settle(peers.get(peer));
        if (confirmed !== undefined) readers.wake(peer, 'at-once');
      } catch (error) {
        // What is wrong with one of them stands on its page, and is tried again with the next roster.
        queue
          .run(() => log.add(peer, 'failed', error instanceof Problem ? error.message : 'It is not let in.'))
          .catch(() => {});
      }
    }
    parts.events.rosterChanged();
    readers.review();
    setAsideService.again.rosterChanged();
  }

  return {
    store: peers,
    onward,
    views: createPeerViews({
      peers,
      own,
      statuses,
      setAsides,
      setAsideRun: setAsideService.runOf,
      members,
      waitsFor: admission.waitsFor,
    }),
    rosterExchange,
    receiptExchange,
    requestExchange,
    own,
    metrics: createPeerMetrics({ peers, statuses, setAsides, clock }),
    joining,
    service,
    log,
    cursors,
    statuses,
    setAsides,
    setAsideService,
    deliveryNotes: createDeliveryNotes(
      terms,
      members,
      collections,
      peers,
      (principals) => Audience.of(principals),
      proofs,
      signedRoster.hosts,
    ),
    /** Reads at the peer now, instead of at its next event. */
    wake(viewer: Viewer, id: string): void {
      mustRunPeers(viewer);
      const found = peers.find(id);
      if (found === undefined) throw new Problem('not-found', 'There is no such node.');
      readers.wake(found.peer, 'at-once');
    },
    /** Begins to read from the others, now that they can reach this node. */
    start(reached: Reached): void {
      own.listensAt(reached);
      readers.start();
      askAnew.begin();
      setAsideService.again.setAside();
    },
    async close() {
      askAnew[Symbol.dispose]();
      await readers[Symbol.asyncDispose]();
      await setAsideService.close();
    },
  };
}

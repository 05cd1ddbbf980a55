import type { Access } from '../accounts/access.ts';
import { createAuditQuestions } from '../audit/audit-questions.ts';
import { createPeers } from '../peers/create-peers.ts';
import { createIsElsewhere } from '../peers/is-elsewhere.ts';
import type { PeersOptions } from '../peers/peers-options.ts';
import { createQuarantine } from '../quarantine/quarantine.ts';
import { createRecall } from '../recall/create-recall.ts';
import { createSignedTestimony } from '../recall/signed-testimony.ts';
import { createUnsignedTestimony } from '../recall/testimony.ts';
import { createHoldingStore } from '../receipts/holding-store.ts';
import type { Signing } from '../signing/create-signing.ts';
import { createCurrentKey } from '../signing/current-key.ts';
import { createTaxiiFeeds } from '../taxii-feeds/create-taxii-feeds.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { ObjectParts } from './compose-objects.ts';
import type { TermsParts } from './compose-terms.ts';
import type { UpkeepParts } from './compose-upkeep.ts';
import type { WritingParts } from './compose-writing.ts';

/** What goes to other nodes and servers, what comes from them, and how it is taken back. */
export type ExchangeParts = ReturnType<typeof composeExchange>;

export function composeExchange(
  { coalition, database, clock, now, queue, audit, events, lostSight, announce }: Ground,
  { members, memberRefs, names, roster, collections, localViewer }: MemberParts,
  { dates, terms, nodesOnly }: TermsParts,
  {
    types,
    placements,
    standing,
    references,
    tombstones,
    leavingTerms,
    writer,
    deliveredWriter,
    catchUps,
  }: WritingParts,
  { purger }: UpkeepParts,
  { reader, summaries, service }: ObjectParts,
  signing: Signing,
  access: Access,
  options: PeersOptions,
) {
  const { signedRoster, keyStore } = signing;
  const { record } = audit;
  const questions = createAuditQuestions(database, audit, collections, types, nodesOnly);
  const holdings = createHoldingStore(database);
  const recall = createRecall({
    database,
    members,
    memberRefs,
    roster,
    placements,
    standing,
    references,
    collections,
    writer,
    leavingTerms,
    signedRoster,
    keyStore,
    announce,
    actingFor: localViewer,
    purger,
    terms,
    reader,
    summaries,
    tombstones,
    questions,
    queue,
    events,
    audit,
    lostSight,
    testimony: createSignedTestimony(
      signedRoster,
      createCurrentKey(signedRoster, keyStore, now),
      keyStore,
      createUnsignedTestimony(database),
      now,
    ),
    unheldLimits: options.unheldOrders,
    clock,
    now,
  });
  const quarantine = createQuarantine(database, queue, record, now);
  const common = { database, queue, members, collections, terms, quarantine, record, options, clock, now };
  const peers = createPeers({
    ...common,
    coalition: coalition.name,
    dates,
    signing,
    roster,
    catchUps,
    writer: deliveredWriter,
    tombstones,
    access,
    events,
    holdings,
    orders: recall.orderExchange,
    leavingWords: recall.leavingWords,
  });
  return {
    questions,
    holdings,
    isElsewhere: createIsElsewhere(database, signedRoster, members),
    recall,
    quarantine,
    peers,
    taxiiFeeds: createTaxiiFeeds({
      ...common,
      names,
      reader,
      service,
      proofs: signing.proofs,
      deliveryNotes: peers.deliveryNotes,
    }),
  };
}

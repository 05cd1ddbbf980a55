import { createAccess } from './accounts/access.ts';
import { type AlertsOptions, carefulAlerts } from './alerts/alerts-options.ts';
import { readCoalition } from './coalition/coalition-store.ts';
import { composeAdministration } from './composition/compose-administration.ts';
import { composeAsking } from './composition/compose-asking.ts';
import { composeExchange } from './composition/compose-exchange.ts';
import { composeGround } from './composition/compose-ground.ts';
import { composeMembers } from './composition/compose-members.ts';
import { composeObjects } from './composition/compose-objects.ts';
import { composePicture } from './composition/compose-picture.ts';
import { composePreview } from './composition/compose-preview.ts';
import { composeTerms } from './composition/compose-terms.ts';
import { composeUpkeep } from './composition/compose-upkeep.ts';
import { composeWriting } from './composition/compose-writing.ts';
import type { Database } from './database/open-database.ts';
import type { FeedPolicy } from './feeds/feed-policy.ts';
import type { PeersOptions } from './peers/peers-options.ts';
import type { LanguageModelPolicy } from './reports/language-model.ts';
import { createSigning, type Signing } from './signing/create-signing.ts';

export type CoreOptions = {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly secureCookies?: boolean;
  /** Length of an epoch of the audit log; shorter in tests only. */
  readonly epochMilliseconds?: number;
  /** Whom the node speaks to, and how often it asks. */
  readonly peers?: PeersOptions;
  /** Where feeds may be fetched from; absent: nowhere. */
  readonly feeds?: FeedPolicy | undefined;
  /** A language model that proposes statements; absent: rules do. */
  readonly extractor?: LanguageModelPolicy | undefined;
  /** How alerts leave the node; absent: by webhook to public addresses, without content. */
  readonly alerts?: AlertsOptions | undefined;
};

/** Everything of a node that is not HTTP: what the server and, while none runs, the command line work on. */
export type Core = ReturnType<typeof createCore>;

/**
 * Puts the parts together over an open data file, each composition over those before it; what must reach one that
 * comes later is handed down as a function. Throws where the file holds no coalition yet.
 */
export function createCore(
  database: Database,
  {
    clock = Date.now,
    secureCookies = false,
    epochMilliseconds,
    peers: peersOptions = carefulPeers,
    feeds,
    extractor,
    alerts: alertsOptions = carefulAlerts,
  }: CoreOptions = {},
) {
  const coalition = readCoalition(database);
  if (coalition === undefined) {
    throw new Error(
      `${database.file} holds no coalition yet: make one with "entente init --data DIR --coalition NAME …"`,
    );
  }
  const ground = composeGround({
    database,
    coalition,
    clock,
    epochMilliseconds,
    pokeSigner: () => signing.signer.poke(),
  });
  const { now, queue, audit, events } = ground;
  const forgetMember = (member: number): void => {
    access.forgetMember(member);
    exchange.recall.departures.follow(member);
  };
  const endMember = (member: number, left: string): void => exchange.recall.departures.end(member, left);

  const members = composeMembers(ground);
  const terms = composeTerms(ground, members);
  const writing = composeWriting(ground, members, terms);
  const access = createAccess({
    database,
    clock,
    secret: coalition.secret,
    secureCookies,
    changeRoster: writing.changeRoster,
    audit,
  });
  access.onCredentialEnded((end) => events.credentialEnded(end));
  const upkeep = composeUpkeep(ground, members, terms, writing, { forgetMember, endMember });
  const objects = composeObjects(ground, members, terms, writing);
  const signing: Signing = createSigning({
    database,
    queue,
    now,
    coalitionName: coalition.name,
    record: audit.record,
    members: members.members,
    roster: members.roster,
    collections: members.collections,
    terms: terms.terms,
    identities: writing.identities,
    changeRoster: writing.changeRoster,
    views: objects.views,
    reader: objects.reader,
    forgetMember,
    endMember,
  });
  const administration = composeAdministration(ground, members, terms, writing, signing, {
    forgetMember,
    endMember,
    forgetUnit: (unit) => access.forgetUnit(unit),
  });
  const exchange = composeExchange(ground, members, terms, writing, upkeep, objects, signing, access, peersOptions);
  const preview = composePreview(ground, members, terms, writing, objects, signing, exchange);
  const asking = composeAsking(ground, members, terms, objects, exchange);
  const picture = composePicture(ground, members, terms, writing, objects, exchange, preview, asking, {
    feeds,
    extractor,
    alerts: alertsOptions,
  });

  return {
    coalition,
    database,
    clock,
    now,
    queue,
    events,
    audit,
    access,
    ...members,
    terms: terms.terms,
    markings: terms.markings,
    dates: terms.dates,
    defaultDates: terms.defaultDates,
    nodesOnly: terms.nodesOnly,
    termsViews: terms.termsViews,
    types: writing.types,
    projections: writing.projections,
    searchIndex: writing.searchIndex,
    releaser: writing.releaser,
    catchUps: writing.catchUps,
    jobs: upkeep.jobs,
    scheduler: upkeep.scheduler,
    service: objects.service,
    remover: objects.remover,
    reader: objects.reader,
    catalogue: objects.catalogue,
    summaries: objects.summaries,
    views: objects.views,
    publisher: objects.publisher,
    reviews: objects.reviews,
    mandates: objects.mandates,
    policies: objects.policies,
    ...signing,
    ...administration,
    peers: exchange.peers,
    taxiiFeeds: exchange.taxiiFeeds,
    recall: exchange.recall,
    quarantine: exchange.quarantine,
    questions: exchange.questions,
    ...preview,
    ...asking,
    ...picture,
    /** Lets running work end, then closes the data file. */
    async close(): Promise<void> {
      await exchange.peers.close();
      await picture.alerts.close();
      await exchange.taxiiFeeds.runner.close();
      events.closeAll();
      await exchange.recall.close();
      await upkeep.scheduler.close();
      await picture.reports.close();
      await signing.signer.close();
      await upkeep.reReleases.idle();
      await writing.catchUps.close();
      await writing.projections.idle();
      await writing.references.idle();
      writing.searchIndex[Symbol.dispose]();
      await audit.close();
      await queue.idle();
      access[Symbol.dispose]();
      database[Symbol.dispose]();
    },
  };
}

/** Without anybody's word: public addresses, over TLS. */
const carefulPeers: PeersOptions = { allowsPrivate: false, pollMilliseconds: 30_000 };

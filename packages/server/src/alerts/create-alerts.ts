import { createAccountStore } from '../accounts/account-store.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { LedgerParts } from '../commitments/create-ledger.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { LeadService } from '../leads/lead-service.ts';
import type { LeadViews } from '../leads/lead-views.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { CatalogueQuery } from '../objects/catalogue-query.ts';
import { ObjectQuery } from '../objects/messages.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { readFilter } from '../objects/object-routes.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Positions } from '../positions/create-positions.ts';
import type { Projections } from '../projections/projections.ts';
import type { NodeOrders } from '../recall/node-orders.ts';
import type { RecallService } from '../recall/recall-service.ts';
import type { RequestService } from '../requests/request-service.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createAlertService } from './alert-service.ts';
import { createAlertStore } from './alert-store.ts';
import type { AlertsOptions } from './alerts-options.ts';
import { createChecker } from './checker.ts';
import { createMayLeave } from './may-leave.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createSendMail } from './send-mail.ts';
import { createSendWebhook } from './send-webhook.ts';
import { createSender } from './sender.ts';
import { createSourceOf } from './source-of.ts';
import { createArrivals } from './sources/arrivals.ts';
import { createDesk } from './sources/desk.ts';
import { createPictured } from './sources/pictured.ts';
import { createSubscriptionStore } from './subscription-store.ts';
import { createTicker } from './ticker.ts';
import { webhookSecret } from './webhook-signature.ts';

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly events: EventHub;
  readonly secret: Uint8Array;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly catalogue: CatalogueQuery;
  readonly collections: CollectionStore;
  readonly members: MemberStore;
  readonly names: ReleaseNames;
  readonly terms: TermsStore;
  readonly projections: Projections;
  readonly positions: Positions;
  readonly ledger: LedgerParts;
  readonly leadService: LeadService;
  readonly leadViews: LeadViews;
  readonly requestService: RequestService;
  readonly requests: RequestStore;
  readonly recallService: RecallService;
  readonly nodeOrders: Pick<NodeOrders, 'of'>;
  readonly record: RecordEvent;
  readonly options: AlertsOptions;
  readonly isQuarantined: () => boolean;
  readonly clock: () => number;
};

/** Telling people that there is something new, in the application, by mail and by webhook. */
export function createAlerts(parts: Parts) {
  const { database, queue, reader, terms, options, record, clock, secret } = parts;
  const today = (): string => new Date(clock()).toISOString().slice(0, 10);
  const filterOf = (query: Readonly<Record<string, string>>) => {
    const parsed = ObjectQuery.safeParse(query);
    return parsed.success ? readFilter(parts, parsed.data) : undefined;
  };
  const sourceOf = createSourceOf({
    ...createArrivals({ ...parts, filterOf }),
    ...createPictured({ ...parts, today }),
    ...createDesk(parts),
  });
  const people = createPeople(createAccountStore(database, clock));
  const subscriptions = createSubscriptionStore(database);
  const alerts = createAlertStore(database);
  const outbox = createOutbox(database);
  const secretOf = (subscription: string): string => webhookSecret(secret, subscription);
  const sendMail = options.mail === undefined ? undefined : createSendMail(options.mail);
  const { digestMilliseconds, content, allowsPrivate } = options;
  const common = { queue, subscriptions, alerts, outbox, sourceOf, people, record, clock };
  const checker = createChecker({ ...common, database, digestMilliseconds });
  let url = '';
  const sender = createSender({
    ...common,
    mayLeave: createMayLeave(reader, terms),
    sendMail,
    sendWebhook: createSendWebhook(allowsPrivate),
    secretOf,
    content,
    url: () => url,
  });
  const ticker = createTicker({ ...common, checker, sender, events: parts.events, isQuarantined: parts.isQuarantined });
  return {
    people,
    service: createAlertService({
      ...common,
      checker,
      sender,
      secretOf,
      options,
      changed: (account) => ticker.follow(account),
    }),
    /** Looks for everybody and sends what is due, now. */
    run: () => ticker.run(),
    /** From now on by itself; links in messages begin with that address. */
    start(reached: string): void {
      url = reached;
      ticker.start();
    },
    async close(): Promise<void> {
      await ticker.close();
      sendMail?.[Symbol.dispose]();
    },
  };
}

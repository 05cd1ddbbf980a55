import { initialSchema } from './0001-initial-schema.ts';
import { accountsSchema } from './0002-accounts.ts';
import { personal } from './0003-personal.ts';
import { units } from './0004-units.ts';
import { auditSchema } from './0005-audit.ts';
import { dates } from './0006-dates.ts';
import { leads } from './0007-leads.ts';
import { approvals } from './0008-approvals.ts';
import { rosterSchema } from './0009-roster.ts';
import { recallSchema } from './0010-recall.ts';
import { peersSchema } from './0011-peers.ts';
import { reportsSchema } from './0012-reports.ts';
import { positionsSchema } from './0013-positions.ts';
import { commitmentsSchema } from './0014-commitments.ts';
import { policiesSchema } from './0015-policies.ts';
import { pictureSchema } from './0016-picture.ts';
import { decisionsKept } from './0017-decisions-kept.ts';
import { alertsSchema } from './0018-alerts.ts';
import { signedDelivery } from './0019-exchange.ts';
import { taxiiFeedsSchema } from './0020-taxii-feeds.ts';
import { leavingSchema } from './0021-leaving.ts';
import { nodesOnly } from './0022-nodes-only.ts';
import { requestWords } from './0023-request-words.ts';
import { writtenBy } from './0024-written-by.ts';

/** Forward only: number N is the Nth entry; an entry never changes once released. */
export const migrations: readonly string[] = [
  initialSchema,
  accountsSchema,
  personal,
  units,
  auditSchema,
  dates,
  leads,
  approvals,
  rosterSchema,
  recallSchema,
  peersSchema,
  reportsSchema,
  positionsSchema,
  commitmentsSchema,
  policiesSchema,
  pictureSchema,
  decisionsKept,
  alertsSchema,
  signedDelivery,
  taxiiFeedsSchema,
  leavingSchema,
  nodesOnly,
  requestWords,
  writtenBy,
];

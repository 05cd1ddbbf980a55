import { createForgetAlerts } from '../alerts/forget-alerts.ts';
import { createForgetDrafts } from '../approvals/forget-drafts.ts';
import type { Database } from '../database/open-database.ts';
import { createForgetQuotesInLeads } from '../leads/forget-quotes.ts';
import { createForgetSetAside } from '../peers/forget-set-aside.ts';
import { createForgetQueries } from '../searches/forget-queries.ts';
import { createForgetMessages } from '../taxii/forget-messages.ts';
import { createForgetRefused } from '../taxii-feeds/forget-refused.ts';
import type { Forget } from './purger.ts';

/** Everything beside objects that may repeat what an object says: whoever stores such a thing has an entry here. */
export function createForgetters(database: Database): readonly Forget[] {
  return [
    createForgetDrafts(database),
    createForgetQuotesInLeads(database),
    createForgetQueries(database),
    createForgetMessages(database),
    createForgetSetAside(database),
    createForgetAlerts(database),
    createForgetRefused(database),
  ];
}

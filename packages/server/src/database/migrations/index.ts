import { initialSchema } from './0001-initial-schema.ts';
import { accountsSchema } from './0002-accounts.ts';
import { personal } from './0003-personal.ts';
import { units } from './0004-units.ts';
import { auditSchema } from './0005-audit.ts';
import { dates } from './0006-dates.ts';
import { leads } from './0007-leads.ts';
import { approvals } from './0008-approvals.ts';

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
];

import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectTypeStore } from '../objects/object-type-store.ts';
import type { NodesOnly } from '../terms/nodes-only.ts';
import type { Audit } from './audit.ts';
import { createEntryQuery, type EntryQuery } from './entry-query.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import { createLegends, type Legends } from './legend.ts';
import { createOpenedVersions, type OpenedVersions } from './opened-versions.ts';
import { createPlacementHistory } from './placement-history.ts';
import { type Scope, scopeOf } from './policy.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { createReceived } from './received.ts';
import { createTermsHistory, type TermsHistory } from './terms-history.ts';

/** What can be asked of the log, each answered as far as the asker may know. */
export type AuditQuestions = {
  scopeOf(viewer: Viewer): Scope;
  readonly entries: EntryQuery;
  readonly legends: Legends;
  readonly holdings: Holdings;
  readonly openedVersions: OpenedVersions;
  readonly receipts: Receipts;
  readonly termsHistory: TermsHistory;
};

export function createAuditQuestions(
  database: Database,
  { names }: Pick<Audit, 'names'>,
  collections: CollectionStore,
  types: ObjectTypeStore,
  nodesOnly: Pick<NodesOnly, 'mayLeave'>,
): AuditQuestions {
  const entries = createEntryQuery(database);
  const legends = createLegends(database);
  const history = createPlacementHistory(database);
  const sideOf = database.prepare(
    `SELECT p.member, iif(p.kind = 'unit', p.principal, a.unit) AS unit
     FROM principal p LEFT JOIN account a ON a.principal = p.principal WHERE p.principal = ?`,
  );
  const received = createReceived(database, history, names, types, (principal, terms) => {
    const { member, unit } = sideOf.get(principal) as { member: number; unit: number | null };
    return nodesOnly.mayLeave({ member, ...(unit === null ? {} : { unit }) }, terms);
  });
  return {
    scopeOf: (viewer) => scopeOf(viewer, names.principal),
    entries,
    legends,
    holdings: createHoldings(database, history, received, names, legends),
    openedVersions: createOpenedVersions(database, history),
    receipts: createReceipts(entries, history, received, collections, legends),
    termsHistory: createTermsHistory(database, history, entries, names),
  };
}

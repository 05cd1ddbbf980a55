import { createLedgerProjection } from '../commitments/ledger-projection.ts';
import type { Database } from '../database/open-database.ts';
import { createClaimProjection } from '../positions/claim-projection.ts';
import { createPositionProjection } from '../positions/position-projection.ts';
import { createStatementProjection } from '../positions/statement-projection.ts';
import { createCopyProjection } from '../reports/copy-projection.ts';
import { createReportProjection } from '../reports/report-projection.ts';
import type { Projection } from './projection.ts';

/** Everything that is made of objects as they are written. */
export function createAllProjections(database: Database): readonly Projection[] {
  return [
    createClaimProjection(database),
    createPositionProjection(database),
    createStatementProjection(database),
    createReportProjection(database),
    createCopyProjection(database),
    createLedgerProjection(database),
  ];
}

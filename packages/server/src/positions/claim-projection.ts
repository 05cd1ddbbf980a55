import { readClaim } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** A row for each claim, holding what lists and pictures show of it. */
export function createClaimProjection(database: Database): Projection {
  const insert = database.prepare('INSERT INTO claim_row (added, claim, content) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM claim_row WHERE added = ?');
  return {
    name: 'claims',
    edition: 2,
    types: ['claim'],
    tables: ['claim_row'],
    add({ added }, object) {
      const claim = readClaim(object);
      if (claim.ok && object.revoked !== true) insert.run(added, object.id, JSON.stringify(claim.value));
    },
    remove: (added) => void remove.run(added),
  };
}

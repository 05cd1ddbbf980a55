import { readPosition } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** A row for each position. Opinions on anything but a claim make none. */
export function createPositionProjection(database: Database): Projection {
  const insert = database.prepare('INSERT INTO position_row (added, position, claim, content) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM position_row WHERE added = ?');
  return {
    name: 'positions',
    edition: 2,
    types: ['opinion'],
    tables: ['position_row'],
    add({ added }, object) {
      const position = readPosition(object);
      if (!position.ok || object.revoked === true) return;
      insert.run(added, object.id, position.value.claim, JSON.stringify(position.value));
    },
    remove: (added) => void remove.run(added),
  };
}

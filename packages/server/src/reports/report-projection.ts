import { bandsOf, sketchOf } from '@entente/documents';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';
import { paragraphsOf, textOfParagraphs } from './report-text.ts';

/** A row for each report that has a text, and the numbers under which texts like it stand. */
export function createReportProjection(database: Database): Projection {
  const insert = database.prepare('INSERT INTO report_row (added, report, sketch, size) VALUES (?, ?, ?, ?)');
  const insertBand = database.prepare('INSERT OR IGNORE INTO report_band (band, added) VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM report_row WHERE added = ?');
  const removeBands = database.prepare('DELETE FROM report_band WHERE added = ?');
  return {
    name: 'reports',
    edition: 1,
    types: ['report'],
    tables: ['report_row', 'report_band'],
    add({ added }, object) {
      const paragraphs = paragraphsOf(object);
      if (paragraphs.length === 0 || object.revoked === true) return;
      const sketch = sketchOf(textOfParagraphs(paragraphs));
      insert.run(added, object.id, sketch === undefined ? null : Buffer.from(sketch.numbers.buffer), sketch?.size ?? 0);
      for (const band of sketch === undefined ? [] : bandsOf(sketch)) insertBand.run(band, added);
    },
    remove(added) {
      remove.run(added);
      removeBands.run(added);
    },
  };
}

import { csvLines, entryColumns } from '@entente/server';
import type { AuditEntry } from '@entente/server/api-types';

/** Entries as lines of CSV, under a heading, or as one JSON text a line. */
export async function* entryLines(
  entries: AsyncIterable<AuditEntry>,
  format: 'csv' | 'ndjson',
): AsyncIterable<Uint8Array> {
  let isFirst = true;
  for await (const entry of entries) {
    const [heading, line = ''] =
      format === 'csv' ? csvLines(entryColumns(), [entry]) : ['', `${JSON.stringify(entry)}\n`];
    yield Buffer.from(isFirst ? `${heading}${line}` : line);
    isFirst = false;
  }
}

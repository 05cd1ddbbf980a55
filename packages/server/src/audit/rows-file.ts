import type { Context, TypedResponse } from 'hono';
import type { WhileGood } from '../accounts/while-good.ts';
import { fileStream } from '../http/file-stream.ts';
import type { SignedIn } from '../http/sign-in-required.ts';

/** Rows as a file to take away. */
export const rowFormats = ['csv', 'ndjson'] as const;
export type RowFormat = (typeof rowFormats)[number];

export type Columns<Row> = Readonly<Record<string, (row: Row) => string | undefined>>;

const mediaTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' };

/** A file of rows for who is signed in, made while it is sent: CSV (RFC 4180) with these columns, or one JSON text a line. */
export function rowsFile<Row>(
  context: Context<SignedIn>,
  whileGood: WhileGood,
  name: string,
  format: RowFormat,
  columns: Columns<Row>,
  rows: Iterable<Row>,
): Response & TypedResponse<never, never, never> {
  const lines = format === 'csv' ? csvLines(columns, rows) : jsonLines(rows);
  const file = context.body(fileStream(context, whileGood(context.get('viewer'), lines)), 200, {
    'Content-Type': mediaTypes[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
  });
  // Stands beside the JSON that the route's schema describes.
  return file as Response & TypedResponse<never, never, never>;
}

export function* csvLines<Row>(columns: Columns<Row>, rows: Iterable<Row>): Generator<string> {
  yield line(Object.keys(columns));
  for (const row of rows) yield line(Object.values(columns).map((read) => read(row) ?? ''));
}

function* jsonLines(rows: Iterable<unknown>): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula is told to be text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

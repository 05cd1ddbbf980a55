import type { ObjectReader } from '../objects/object-reader.ts';

/** An envelope (TAXII 2.1, section 3.7) around stored bytes: they are joined where they lie, and nothing is decoded. */
export function envelope(
  reader: Pick<ObjectReader, 'joined'>,
  rows: Parameters<ObjectReader['joined']>[0],
  next: string | undefined,
): Uint8Array<ArrayBuffer> | string {
  if (rows.length === 0) return '{}';
  const start = next === undefined ? '{"more":false' : `{"more":true,"next":"${next}"`;
  return reader.joined(rows, `${start},"objects":[`, ']}');
}

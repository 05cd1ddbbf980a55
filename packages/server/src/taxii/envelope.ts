import type { ObjectReader } from '../objects/object-reader.ts';

/** An envelope (TAXII 2.1, section 3.7) around stored bytes: they are joined where they lie, and nothing is decoded. */
export function envelope(
  reader: Pick<ObjectReader, 'joined'>,
  rows: Parameters<ObjectReader['joined']>[0],
  next: string | undefined,
  /** A property beside the objects, as it is written: `"name":value`. */
  property?: string,
): Uint8Array<ArrayBuffer> | string {
  if (rows.length === 0) return next === undefined ? '{}' : `{"more":true,"next":"${next}"}`;
  return reader.joined(rows, envelopeStart, `]${property === undefined ? '' : `,${property}`}${endOf(next)}`);
}

/** How every envelope begins: also one that is made before it is known how it ends, so that none tells which it was. */
export const envelopeStart = '{"objects":[';
/** What follows the objects: room for the longest ending. */
export const envelopeRoom = `]${' '.repeat(160)}`;

/** Writes how the envelope ends into the room that was left for that. */
export function endEnvelope(bytes: Uint8Array<ArrayBuffer>, next: string | undefined): Uint8Array<ArrayBuffer> {
  const start = bytes.length - envelopeRoom.length + 1;
  const { written } = new TextEncoder().encodeInto(endOf(next), bytes.subarray(start));
  return bytes.subarray(0, start + written);
}

function endOf(next: string | undefined): string {
  return next === undefined ? ',"more":false}' : `,"more":true,"next":"${next}"}`;
}

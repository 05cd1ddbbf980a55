import { gunzipSync, gzipSync } from 'node:zlib';

/** A trained linear model as it is stored: rows of 8-bit label weights, each for one feature hash. */
export interface PackedModel {
  readonly labels: number;
  readonly hashes: Int32Array;
  /** Row-major. */
  readonly weights: Int8Array;
  /** What one unit in `weights` is worth. */
  readonly scale: number;
  /** Transition scores (rows: label before, last row: start), empty for a model without them. */
  readonly transitions: Float32Array;
}

// Layout, little-endian, gzipped: rows, labels, transitions (3 x u32), scale (f32), transitions (f32 each),
// hashes (sorted, as u32 differences), weights (i8, one plane a label, which compresses better than rows).
const HEADER = 16;

/** Quantises and packs a model; weights below `smallest`, and rows with none above `smallestRow`, are left out. */
export function packModel(
  hashes: Int32Array,
  weights: Float32Array,
  labels: number,
  transitions: Float32Array,
  smallest: number,
  smallestRow = smallest,
): Uint8Array {
  let top = 0;
  for (const w of weights) top = Math.max(top, Math.abs(w));
  const scale = Math.min(top, 127 * smallest * 2) / 127;
  const quantised = (k: number) => {
    const w = weights[k] as number;
    return Math.abs(w) < smallest ? 0 : Math.max(-127, Math.min(127, Math.round(w / scale)));
  };
  const rows: number[] = [];
  for (let row = 0; row < hashes.length; row++) {
    for (let y = 0; y < labels; y++)
      if (Math.abs(weights[row * labels + y] as number) >= smallestRow) {
        rows.push(row);
        break;
      }
  }
  const key = (row: number) => (hashes[row] as number) >>> 0;
  rows.sort((x, y) => key(x) - key(y));
  const bytes = new Uint8Array(HEADER + transitions.length * 4 + rows.length * (4 + labels));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rows.length, true);
  view.setUint32(4, labels, true);
  view.setUint32(8, transitions.length, true);
  view.setFloat32(12, scale, true);
  let at = HEADER;
  for (const t of transitions) {
    view.setFloat32(at, t, true);
    at += 4;
  }
  let before = 0;
  for (const row of rows) {
    view.setUint32(at, key(row) - before, true);
    before = key(row);
    at += 4;
  }
  for (let y = 0; y < labels; y++) for (const row of rows) view.setInt8(at++, quantised(row * labels + y));
  return gzipSync(bytes, { level: 9 });
}

/** Reads what `packModel` wrote. */
export function unpackModel(packed: Uint8Array): PackedModel {
  const bytes = gunzipSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const labels = view.getUint32(4, true);
  const transitions = new Float32Array(view.getUint32(8, true));
  let at = HEADER;
  for (let i = 0; i < transitions.length; i++, at += 4) transitions[i] = view.getFloat32(at, true);
  const hashes = new Int32Array(count);
  for (let i = 0, hash = 0; i < count; i++, at += 4) {
    hash = (hash + view.getUint32(at, true)) >>> 0;
    hashes[i] = hash | 0;
  }
  const weights = new Int8Array(count * labels);
  const planes = new Int8Array(bytes.buffer, bytes.byteOffset + at, count * labels);
  for (let y = 0, k = 0; y < labels; y++)
    for (let i = y; i < weights.length; i += labels) weights[i] = planes[k++] as number;
  return { labels, hashes, weights, scale: view.getFloat32(12, true), transitions };
}

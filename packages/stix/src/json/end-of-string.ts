const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Most strings end within so many bytes; only beyond is a native search worth its call. */
const NEARBY = 32;

/** The string goes on after the last byte. */
export const UNCLOSED = -1;

/** The string goes on, and the first byte to come is escaped by a backslash at the end. */
const UNCLOSED_ESCAPE = -2;

/**
 * Where a JSON string ends: the index after its closing quote, or one of the two constants.
 *
 * `from` is inside the string, at a byte that is not escaped.
 */
export function endOfString(bytes: Buffer, from: number): number {
  const end = bytes.length;
  let i = from;
  while (i < end) {
    const nearby = Math.min(end, i + NEARBY);
    while (i < nearby) {
      const byte = bytes[i];
      if (byte === QUOTE) return i + 1;
      i += byte === BACKSLASH ? 2 : 1;
    }
    if (i >= end) break;
    const quote = bytes.indexOf(QUOTE, i);
    const stop = quote < 0 ? end : quote;
    const isEscaped = (stop - backslashesFrom(bytes, i, stop)) % 2 === 1;
    if (quote < 0) return isEscaped ? UNCLOSED_ESCAPE : UNCLOSED;
    if (!isEscaped) return quote + 1;
    i = quote + 1;
  }
  return i > end ? UNCLOSED_ESCAPE : UNCLOSED;
}

/** Where the run of backslashes that ends before `stop` begins. */
function backslashesFrom(bytes: Buffer, from: number, stop: number): number {
  let i = stop;
  while (i > from && bytes[i - 1] === BACKSLASH) i -= 1;
  return i;
}

import { endOfString, UNCLOSED } from './end-of-string.ts';

/** How a scan came to an end: out of bytes, at the value's end, or after the `[` of a watched `objects` property. */
export type ScanOutcome = 'more' | 'complete' | 'objects';

const QUOTE = 0x22;
const COLON = 0x3a;
const LETTER_O = 0x6f;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
/** `[` and `{`, and `]` and `}`, differ from each other in this bit alone. */
const BRACE_BIT = 0x20;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const NOWHERE = -1;

/**
 * Finds where a JSON object, array or string ends, without parsing it, however many chunks it comes in.
 *
 * Brackets are counted and not matched with each other: text that this takes for a value may still be refused by a
 * parser, but a wrong bracket inside does not swallow the neighbours.
 */
export class ValueScanner {
  /** Braces and brackets open now. */
  depth = 0;
  deepest = 0;
  /** Colons outside of strings. */
  colons = 0;
  outcome: ScanOutcome = 'more';
  #string: 'outside' | 'inside' | 'escape' = 'outside';
  #watchedDepth = NOWHERE;
  #keyStart = NOWHERE;
  #objectsColon = NOWHERE;

  /** Starts a new value; `watchObjects` makes the scan stop at an array `objects` directly in it. */
  begin(watchObjects: boolean): void {
    this.depth = 0;
    this.deepest = 0;
    this.colons = 0;
    this.#string = 'outside';
    this.#watchedDepth = watchObjects ? 1 : NOWHERE;
    this.#keyStart = NOWHERE;
    this.#objectsColon = NOWHERE;
  }

  /** The bytes seen so far are no longer kept: goes on without looking at keys. */
  stopWatching(): void {
    this.#watchedDepth = NOWHERE;
  }

  /** Tells that all indexes into the bytes went down. */
  shift(by: number): void {
    if (this.#keyStart !== NOWHERE) this.#keyStart -= by;
    if (this.#objectsColon !== NOWHERE) this.#objectsColon -= by;
  }

  /** Scans on from an index, sets `outcome` and returns the index that it came to. */
  scan(bytes: Buffer, from: number): number {
    const end = bytes.length;
    const watchedDepth = this.#watchedDepth;
    let { depth, colons } = this;
    let i = from;
    this.outcome = 'more';
    if (this.#string !== 'outside') {
      i = this.#resumeString(bytes, from);
      if (i === UNCLOSED) return end;
      if (depth === 0) this.outcome = 'complete';
    }
    while (i < end && this.outcome === 'more') {
      // The loop's bound makes this a number; a check here would cost a tenth of the speed.
      const byte = bytes[i] as number;
      i += 1;
      if (byte === QUOTE) {
        if (depth === watchedDepth) this.#keyStart = i - 1;
        const after = endOfString(bytes, i);
        if (after < 0) {
          this.#string = after === UNCLOSED ? 'inside' : 'escape';
          i = end;
        } else {
          i = after;
          if (depth === 0) this.outcome = 'complete';
        }
      } else if (byte === COLON) {
        colons += 1;
        if (depth === watchedDepth) this.#objectsColon = this.#isObjectsKey(bytes, i - 1) ? i : NOWHERE;
      } else if ((byte | BRACE_BIT) === OPEN_BRACE) {
        depth += 1;
        if (depth > this.deepest) this.deepest = depth;
        if (depth - 1 === watchedDepth && byte === OPEN_BRACKET && this.#isObjectsValue(bytes, i - 1)) {
          this.outcome = 'objects';
        }
      } else if ((byte | BRACE_BIT) === CLOSE_BRACE) {
        depth -= 1;
        if (depth === 0) this.outcome = 'complete';
      }
    }
    this.depth = depth;
    this.colons = colons;
    return i;
  }

  /** The index after the string that the last bytes left open, or UNCLOSED. */
  #resumeString(bytes: Buffer, from: number): number {
    const after = endOfString(bytes, this.#string === 'escape' ? from + 1 : from);
    if (after >= 0) this.#string = 'outside';
    else this.#string = after === UNCLOSED ? 'inside' : 'escape';
    return after >= 0 ? after : UNCLOSED;
  }

  /**
   * Whether the key before a colon is `objects`, also if it is written with escapes. Looks at each key once: without a
   * new string before it, a further colon is an error that the parser will find.
   */
  #isObjectsKey(bytes: Buffer, colon: number): boolean {
    if (this.#keyStart === NOWHERE) return false;
    const first = bytes[this.#keyStart + 1];
    if (first !== LETTER_O && first !== BACKSLASH) {
      this.#keyStart = NOWHERE;
      return false;
    }
    const key = bytes.toString('latin1', this.#keyStart, colon).trimEnd();
    this.#keyStart = NOWHERE;
    if (key === '"objects"') return true;
    if (!key.includes('\\')) return false;
    try {
      return JSON.parse(key) === 'objects';
    } catch {
      return false;
    }
  }

  /** Whether only white space is between the colon after `objects` and a bracket, the first after that colon. */
  #isObjectsValue(bytes: Buffer, bracket: number): boolean {
    let i = this.#objectsColon;
    if (i === NOWHERE) return false;
    this.#objectsColon = NOWHERE;
    while (i < bracket && isJsonSpace(bytes[i])) i += 1;
    return i === bracket;
  }
}

/** Whether a byte is white space in JSON (RFC 8259 section 2). */
export function isJsonSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

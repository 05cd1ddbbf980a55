import { ObjectSplitter, splitObjects } from './object-splitter.ts';
import { DEFAULT_SPLIT_LIMITS, type MemberRule, type SplitItem, type SplitLimits } from './split-item.ts';

const LINE_FEED = 0x0a;
const FIRST_LINE = /^\uFEFF?\s*(\{.*\})[ \t\r]*\n/;

/**
 * Splits NDJSON, one value on each line, into its objects; otherwise like `ObjectSplitter`. Knowing that a value ends
 * with its line it loses a broken line alone, where that one cannot tell where the next value begins.
 */
export class LineSplitter implements Pick<ObjectSplitter, 'push' | 'end'> {
  readonly #limits: SplitLimits;
  /** Goes on from line to line as long as each ends where a value does. */
  #splitter: ObjectSplitter;
  #begun: Uint8Array[] = [];
  #length = 0;
  #index = 0;

  constructor(limits: Partial<SplitLimits> = {}) {
    this.#limits = { ...DEFAULT_SPLIT_LIMITS, ...limits };
    this.#splitter = new ObjectSplitter(this.#limits);
  }

  push(chunk: Uint8Array): SplitItem[] {
    const items: SplitItem[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.#keep(chunk.subarray(from, end));
      this.#finishLine(items);
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
    return items;
  }

  end(): SplitItem[] {
    const items: SplitItem[] = [];
    this.#finishLine(items);
    return items;
  }

  /** Of a line that is too long only its length is kept. */
  #keep(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length > this.#limits.maxObjectBytes) this.#begun = [];
    else if (bytes.length > 0) this.#begun.push(bytes);
  }

  #finishLine(items: SplitItem[]): void {
    const { maxObjectBytes } = this.#limits;
    const [whole = new Uint8Array(), ...rest] = this.#begun;
    const line = rest.length === 0 ? whole : Buffer.concat(this.#begun);
    const isTooLarge = this.#length > maxObjectBytes;
    this.#begun = [];
    this.#length = 0;
    if (isTooLarge) {
      items.push(this.#refused('too-large', `Larger than ${maxObjectBytes} bytes`));
      return;
    }
    const found = this.#split(line);
    for (const item of found) {
      if (item.ok || item.scope === 'member') items.push({ ...item, index: this.#index++ });
      // What follows a bad word on its line is no further refusal, and an empty line is none.
      else if (found.length === 1 && item.rule !== 'empty') items.push(this.#refused('invalid-json', item.message));
    }
  }

  /** What begins on a line and does not end there spoils no other line. */
  #split(line: Uint8Array): SplitItem[] {
    const items = this.#splitter.push(line);
    if (this.#splitter.isBetween) return items;
    this.#splitter = new ObjectSplitter(this.#limits);
    return splitObjects(line, this.#limits).items;
  }

  #refused(rule: MemberRule, message: string): SplitItem {
    return { ok: false, scope: 'member', index: this.#index++, rule, message };
  }
}

/** Whether a text that begins like this has an object on each line: a bundle or an envelope on the first is none. */
export function beginsWithLines(head: Uint8Array): boolean {
  const line = FIRST_LINE.exec(Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString())?.[1];
  if (line === undefined) return false;
  const { items, envelope } = splitObjects(Buffer.from(line));
  return items.length === 1 && items[0]?.ok === true && envelope === undefined;
}

import { ByteWindow } from './byte-window.ts';
import type { JsonObject } from './json-value.ts';
import { parseMember } from './parse-member.ts';
import {
  DEFAULT_SPLIT_LIMITS,
  type DocumentRule,
  type MemberRule,
  type SplitItem,
  type SplitLimits,
} from './split-item.ts';
import { isJsonSpace, ValueScanner } from './value-scanner.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const ENVELOPE_END = Buffer.from(']}');

/** What the next byte belongs to. A scalar is a number, true, false, null, or something that is nothing of these. */
type Place = 'start' | 'before-member' | 'value' | 'scalar' | 'after-member' | 'ended';

/** Where members are: following each other, in an array, or in the `objects` of an envelope. */
type Container = 'stream' | 'array' | 'objects';

/** An envelope whose `objects` are being read: what comes before them, up to the `[`. */
type EnvelopeHead = { readonly bytes: Buffer; readonly colons: number; readonly deepest: number };

/**
 * Splits a stream of JSON into its STIX objects, each with its exact bytes, in memory bounded by the limits.
 *
 * Takes a STIX bundle or TAXII envelope (an object with an array `objects`), an array of objects, a single object, or
 * any of these one after the other (NDJSON, concatenated JSON), with or without a byte order mark. Never throws for
 * what is in the bytes: a bad member becomes an item of its own and the members after it follow; where the document
 * itself is broken, a last item of scope `document` says so.
 *
 * Bytes of members are views on the chunks where they can be, so a chunk must not be written to after it was pushed.
 */
export class ObjectSplitter {
  /** The properties of the last envelope other than `objects`: those before it as soon as it begins, at its end all. */
  envelope: JsonObject | undefined;
  readonly #limits: SplitLimits;
  readonly #window = new ByteWindow();
  readonly #scanner = new ValueScanner();
  #place: Place = 'start';
  #container: Container = 'stream';
  #envelopeHead: EnvelopeHead | undefined;
  #position = 0;
  /** Where the value or scalar that is being read begins. */
  #valueStart = 0;
  #isTooLarge = false;
  /** Whether a list may end here: at its beginning, not after a comma. */
  #mayListEnd = true;
  #index = 0;
  /** How many documents are complete. */
  #documents = 0;
  #items: SplitItem[] = [];

  constructor(limits: Partial<SplitLimits> = {}) {
    this.#limits = { ...DEFAULT_SPLIT_LIMITS, ...limits };
  }

  /** Reads a chunk and returns the members that are complete with it. */
  push(chunk: Uint8Array): SplitItem[] {
    if (this.#place === 'ended' || chunk.length === 0) return [];
    const isInValue = (this.#place === 'value' || this.#place === 'scalar') && !this.#isTooLarge;
    const shift = this.#window.append(chunk, isInValue ? this.#valueStart : this.#position);
    this.#position -= shift;
    this.#valueStart -= shift;
    this.#scanner.shift(shift);
    while (this.#step());
    return this.#takeItems();
  }

  /** Whether all that was read is complete, so that another value may follow. */
  get isBetween(): boolean {
    return this.#container === 'stream' && this.#place === 'before-member';
  }

  /** Tells that nothing follows, and returns what that completes or leaves incomplete. */
  end(): SplitItem[] {
    if (this.#place === 'scalar' && this.#container === 'stream') this.#finishValue();
    if (this.#place === 'start') this.#fail('empty', 'There is no JSON in it');
    else if (this.#place !== 'ended' && !this.isBetween) {
      this.#fail('truncated', 'The JSON ends before it is complete');
    }
    this.#place = 'ended';
    return this.#takeItems();
  }

  #takeItems(): SplitItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** Reads the next thing; false if its bytes are not there yet. */
  #step(): boolean {
    switch (this.#place) {
      case 'start':
        return this.#skipByteOrderMark();
      case 'before-member':
        return this.#beforeMember();
      case 'value':
        return this.#inValue();
      case 'scalar':
        return this.#inScalar();
      case 'after-member':
        return this.#afterMember();
      case 'ended':
        return false;
    }
  }

  #skipByteOrderMark(): boolean {
    const head = this.#window.bytes.subarray(0, BYTE_ORDER_MARK.length);
    const isMark = head.equals(BYTE_ORDER_MARK);
    if (!isMark && head.equals(BYTE_ORDER_MARK.subarray(0, head.length))) return false;
    this.#position = isMark ? BYTE_ORDER_MARK.length : 0;
    if (this.#nextByte() === undefined) return false;
    this.#place = 'before-member';
    return true;
  }

  #beforeMember(): boolean {
    const byte = this.#nextByte();
    if (byte === undefined) return false;
    const isInStream = this.#container === 'stream';
    if (isInStream && this.#documents >= this.#limits.maxDocuments) {
      this.#fail('too-many-documents', 'Something follows the end of the document');
    } else if (!isInStream && (byte === COMMA || byte === CLOSE_BRACKET)) {
      if (byte === COMMA || !this.#mayListEnd) this.#badMember('invalid-json', 'There is nothing between two commas');
      this.#place = 'after-member';
    } else if (isInStream && byte === OPEN_BRACKET) {
      this.#position += 1;
      this.#openList('array');
    } else if (isInStream && !mayBeginValue(byte)) {
      this.#fail('unexpected-byte', 'No JSON value begins like this');
    } else if (this.#index >= this.#limits.maxObjects) {
      this.#fail('too-many-objects', `There are more than ${this.#limits.maxObjects} objects`);
    } else {
      this.#valueStart = this.#position;
      this.#isTooLarge = false;
      this.#place = byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === QUOTE ? 'value' : 'scalar';
      this.#scanner.begin(isInStream);
    }
    return true;
  }

  #inValue(): boolean {
    const scanner = this.#scanner;
    this.#position = scanner.scan(this.#window.bytes, this.#position);
    this.#checkSize();
    if (scanner.outcome === 'complete') this.#finishValue();
    else if (scanner.outcome === 'objects' && !this.#isTooLarge) this.#openObjects();
    return scanner.outcome !== 'more';
  }

  #inScalar(): boolean {
    const { bytes } = this.#window;
    while (this.#position < bytes.length && !endsScalar(bytes[this.#position])) this.#position += 1;
    this.#checkSize();
    if (this.#position === bytes.length) return false;
    this.#finishValue();
    return true;
  }

  #afterMember(): boolean {
    const byte = this.#nextByte();
    if (byte === undefined) return false;
    if (byte === CLOSE_BRACKET) {
      this.#closeList();
    } else if (byte === COMMA) {
      this.#position += 1;
      this.#mayListEnd = false;
      this.#place = 'before-member';
    } else {
      this.#fail('unexpected-byte', 'A comma or the end of the list must follow a member');
    }
    return true;
  }

  #openList(container: Container): void {
    this.#container = container;
    this.#mayListEnd = true;
    this.#place = 'before-member';
  }

  #openObjects(): void {
    const { colons, deepest } = this.#scanner;
    if (this.#envelopeHead !== undefined) {
      this.#fail('repeated-objects', 'The envelope has the property objects twice');
    } else if (this.#readEnvelope(Buffer.concat([this.#valueBytes(), ENVELOPE_END]))) {
      this.#envelopeHead = { bytes: Buffer.from(this.#valueBytes()), colons, deepest };
      this.#openList('objects');
    }
  }

  #closeList(): void {
    if (this.#envelopeHead === undefined) {
      this.#position += 1;
      this.#container = 'stream';
      this.#place = 'before-member';
      this.#documents += 1;
      return;
    }
    // The envelope goes on: the bracket closes what its head left open.
    this.#container = 'stream';
    this.#valueStart = this.#position;
    this.#isTooLarge = false;
    this.#scanner.begin(true);
    this.#scanner.depth = 2;
    this.#scanner.colons = this.#envelopeHead.colons;
    this.#scanner.deepest = this.#envelopeHead.deepest;
    this.#place = 'value';
  }

  #finishValue(): void {
    const isInStream = this.#container === 'stream';
    this.#place = isInStream ? 'before-member' : 'after-member';
    if (isInStream) this.#documents += 1;
    if (isInStream && this.#envelopeHead !== undefined) this.#finishEnvelope(this.#envelopeHead);
    else this.#finishMember();
  }

  #finishEnvelope(head: EnvelopeHead): void {
    this.#envelopeHead = undefined;
    this.#readEnvelope(Buffer.concat([head.bytes, this.#valueBytes()]));
  }

  #readEnvelope(bytes: Buffer): boolean {
    const { colons, deepest } = this.#scanner;
    const { maxObjectBytes, maxDepth, maxProperties } = this.#limits;
    if (this.#isTooLarge || bytes.length > maxObjectBytes) {
      this.#fail('too-large', `The envelope without its objects is larger than ${maxObjectBytes} bytes`);
      return false;
    }
    if (deepest > maxDepth) {
      this.#fail('too-deep', `The envelope is nested deeper than ${maxDepth} levels`);
      return false;
    }
    if (colons > maxProperties * 5) {
      this.#fail('too-many-properties', `The envelope has more than ${maxProperties * 5} properties`);
      return false;
    }
    const parsed = parseMember(bytes, colons);
    if (!parsed.ok) {
      this.#fail(parsed.rule, `${parsed.message} (in the envelope)`);
      return false;
    }
    const { objects, ...properties } = parsed.value;
    this.envelope = properties;
    return true;
  }

  #finishMember(): void {
    const { colons, deepest } = this.#scanner;
    const { maxObjectBytes, maxDepth, maxProperties } = this.#limits;
    if (this.#isTooLarge) {
      this.#badMember('too-large', `Larger than ${maxObjectBytes} bytes`);
      return;
    }
    const bytes = this.#valueBytes();
    if (deepest > maxDepth) {
      this.#badMember('too-deep', `Nested deeper than ${maxDepth} levels`, bytes);
      return;
    }
    if (colons > maxProperties) {
      this.#badMember('too-many-properties', `It has more than ${maxProperties} properties`, bytes);
      return;
    }
    const parsed = parseMember(bytes, colons);
    if (!parsed.ok) {
      this.#badMember(parsed.rule, parsed.message, bytes);
    } else if (this.#container === 'stream' && isEmptyEnvelope(parsed.value)) {
      if (Object.hasOwn(parsed.value, 'objects'))
        this.#fail('objects-not-a-list', 'The objects of a bundle are no list');
      else this.envelope = parsed.value;
    } else {
      this.#items.push({ ok: true, index: this.#index, bytes, value: parsed.value });
      this.#index += 1;
    }
  }

  #badMember(rule: MemberRule, message: string, bytes?: Buffer): void {
    const item = { ok: false, scope: 'member', index: this.#index, rule, message } as const;
    this.#items.push(bytes === undefined ? item : { ...item, bytes });
    this.#index += 1;
  }

  #fail(rule: DocumentRule, message: string): void {
    this.#items.push({ ok: false, scope: 'document', index: this.#index, rule, message });
    this.#place = 'ended';
  }

  #valueBytes(): Buffer {
    return this.#window.bytes.subarray(this.#valueStart, this.#position);
  }

  /** A value that is too large is scanned to its end, but no longer kept. */
  #checkSize(): void {
    if (this.#position - this.#valueStart <= this.#limits.maxObjectBytes || this.#isTooLarge) return;
    this.#isTooLarge = true;
    this.#scanner.stopWatching();
  }

  /** The next byte that is not white space; undefined if it is not there yet. */
  #nextByte(): number | undefined {
    const { bytes } = this.#window;
    while (isJsonSpace(bytes[this.#position])) this.#position += 1;
    return bytes[this.#position];
  }
}

/** Splits a whole document at once. */
export function splitObjects(
  bytes: Uint8Array,
  limits: Partial<SplitLimits> = {},
): { items: SplitItem[]; envelope: JsonObject | undefined } {
  const splitter = new ObjectSplitter(limits);
  const items = splitter.push(bytes);
  return { items: items.concat(splitter.end()), envelope: splitter.envelope };
}

/** A bundle or a TAXII envelope may come without `objects` (STIX section 8, TAXII section 3.7). */
function isEmptyEnvelope(value: JsonObject): boolean {
  return value.type === 'bundle' || Object.keys(value).every((key) => key === 'more' || key === 'next');
}

/** Whether a JSON value can begin with a byte: `{ [ "`, a minus or digit, or the first letter of false, null, true. */
function mayBeginValue(byte: number): boolean {
  return '{["-0123456789fnt'.includes(String.fromCharCode(byte));
}

function endsScalar(byte: number | undefined): boolean {
  return (
    isJsonSpace(byte) ||
    byte === COMMA ||
    byte === CLOSE_BRACKET ||
    byte === OPEN_BRACKET ||
    byte === OPEN_BRACE ||
    byte === QUOTE
  );
}

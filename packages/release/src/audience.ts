import type { PrincipalId } from './roster.ts';

/** Beyond this an id is a mistake: row ids of principals are small, and a set costs an eighth of a byte for each. */
const largestId = 1_000_000;

/**
 * An immutable set of principals: one bit for each id.
 * Equal sets have equal `key`s, so a database can keep each distinct audience as one row.
 */
export class Audience {
  readonly #words: Uint32Array;
  #key: string | undefined;

  private constructor(words: Uint32Array) {
    let length = words.length;
    while (length > 0 && words[length - 1] === 0) length--;
    this.#words = length === words.length ? words : words.slice(0, length);
  }

  static readonly none: Audience = new Audience(new Uint32Array(0));

  /** The set of these ids. Throws RangeError for what is no positive integer up to a million. */
  static of(ids: Iterable<PrincipalId>): Audience {
    const list = [...ids];
    let largest = 0;
    for (const id of list) {
      if (!Number.isInteger(id) || id < 1 || id > largestId) throw new RangeError(`Not the id of a principal: ${id}`);
      if (id > largest) largest = id;
    }
    const words = new Uint32Array((largest >>> 5) + 1);
    for (const id of list) words[id >>> 5] = (words[id >>> 5] ?? 0) | (1 << (id & 31));
    return new Audience(words);
  }

  /** Reads back a `key`. Throws SyntaxError for any other text. */
  static parse(key: string): Audience {
    if (key === '') return Audience.none;
    if (!/^[0-9a-z]{1,7}(\.[0-9a-z]{1,7})*$/.test(key)) throw new SyntaxError('Not the key of an audience');
    const words = Uint32Array.from(key.split('.'), (word) => Number.parseInt(word, 36));
    const audience = new Audience(words);
    if (audience.key !== key) throw new SyntaxError('Not the key of an audience');
    return audience;
  }

  /** The canonical text: equal for equal sets, and for no others. */
  get key(): string {
    this.#key ??= Array.from(this.#words, (word) => word.toString(36)).join('.');
    return this.#key;
  }

  get isEmpty(): boolean {
    return this.#words.length === 0;
  }

  get size(): number {
    return this.list().length;
  }

  has(id: PrincipalId): boolean {
    return ((this.#words[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  /** The ids in ascending order. */
  list(): PrincipalId[] {
    const ids: PrincipalId[] = [];
    this.#words.forEach((word, index) => {
      for (let bit = 0; bit < 32; bit++) if ((word & (1 << bit)) !== 0) ids.push(index * 32 + bit);
    });
    return ids;
  }

  union(other: Audience): Audience {
    const [long, short] =
      this.#words.length >= other.#words.length ? [this.#words, other.#words] : [other.#words, this.#words];
    return new Audience(long.map((word, index) => word | (short[index] ?? 0)));
  }

  intersect(other: Audience): Audience {
    return new Audience(this.#words.map((word, index) => word & (other.#words[index] ?? 0)));
  }

  subtract(other: Audience): Audience {
    return new Audience(this.#words.map((word, index) => word & ~(other.#words[index] ?? 0)));
  }

  isSubsetOf(other: Audience): boolean {
    return this.#words.every((word, index) => (word & ~(other.#words[index] ?? 0)) === 0);
  }

  equals(other: Audience): boolean {
    return this.key === other.key;
  }
}

/** A place in an object: property names and list indexes. */
export type Path = readonly (string | number)[];

/** A value of a JSON text, by where it stands: `text.slice(start, end)` is the value as it was written. */
export type JsonNode = {
  start: number;
  end: number;
  /** The members of an object or the items of a list in their order; of anything else undefined. */
  children?: readonly JsonChild[];
  kind: 'object' | 'list' | 'scalar';
};

export type JsonChild = {
  /** Where the key, or the item, begins. It ends where its value does. */
  start: number;
  key: string | number;
  node: JsonNode;
};

/**
 * Finds where each value stands in a JSON text that has already been parsed once.
 * Throws SyntaxError for keys that occur twice in one object: what is removed must be all there is of it.
 */
export function readTree(text: string): JsonNode {
  return new Reader(text).value();
}

/** The value at a path; undefined where there is none. */
export function nodeAt(root: JsonNode, path: Path): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of path) node = node?.children?.find((child) => child.key === step)?.node;
  return node;
}

const blank = /[ \t\n\r]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const scalar = /[-+.0-9A-Za-z]+/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonNode {
    this.#take(blank);
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{' || first === '[') {
      this.#at++;
      const kind = first === '{' ? 'object' : 'list';
      const children = this.#children(kind);
      return { start, end: this.#at, children, kind };
    }
    this.#take(first === '"' ? string : scalar);
    return { start, end: this.#at, kind: 'scalar' };
  }

  #children(kind: 'object' | 'list'): JsonChild[] {
    const children: JsonChild[] = [];
    const keys = new Set<string>();
    const close = kind === 'object' ? '}' : ']';
    this.#take(blank);
    while (this.#text[this.#at] !== close) {
      if (children.length > 0) this.#expect(',');
      this.#take(blank);
      const start = this.#at;
      const key = kind === 'object' ? this.#key(keys) : children.length;
      children.push({ start, key, node: this.value() });
      this.#take(blank);
    }
    this.#at++;
    return children;
  }

  #key(keys: Set<string>): string {
    const key: string = JSON.parse(this.#take(string));
    if (keys.has(key)) throw new SyntaxError(`The key ${JSON.stringify(key)} occurs twice`);
    keys.add(key);
    this.#take(blank);
    this.#expect(':');
    return key;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken === undefined) throw new SyntaxError(`Not JSON at character ${this.#at}`);
    this.#at += taken.length;
    return taken;
  }

  #expect(mark: string): void {
    if (this.#text[this.#at] !== mark) throw new SyntaxError(`Not JSON at character ${this.#at}`);
    this.#at++;
  }
}

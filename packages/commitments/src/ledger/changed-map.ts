/** Beyond so many changes all entries are copied: a look-up stays a look-up, and what is old is let go. */
const mostChanges = 256;

/**
 * A map in which some entries are others, or more: it shares the rest with the map before, which stays as it was.
 * New keys come behind all others.
 */
export function changedMap<K, V>(before: ReadonlyMap<K, V>, changes: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  if (changes.size === 0) return before;
  const [base, known] = before instanceof ChangedMap ? before.parts() : [before, new Map<K, V>()];
  const all = new Map([...known, ...changes]);
  if (all.size > mostChanges) return new Map([...base, ...all]);
  return new ChangedMap<K, V>(base, all);
}

class ChangedMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #changes: ReadonlyMap<K, V>;
  readonly size: number;

  constructor(base: ReadonlyMap<K, V>, changes: ReadonlyMap<K, V>) {
    this.#base = base;
    this.#changes = changes;
    let size = base.size;
    for (const key of changes.keys()) if (!base.has(key)) size += 1;
    this.size = size;
  }

  parts(): readonly [ReadonlyMap<K, V>, ReadonlyMap<K, V>] {
    return [this.#base, this.#changes];
  }

  get(key: K): V | undefined {
    return this.#changes.get(key) ?? this.#base.get(key);
  }

  has(key: K): boolean {
    return this.#changes.has(key) || this.#base.has(key);
  }

  *entries(): Generator<[K, V], undefined> {
    for (const [key, value] of this.#base) yield [key, this.#changes.get(key) ?? value];
    for (const [key, value] of this.#changes) if (!this.#base.has(key)) yield [key, value];
    return undefined;
  }

  *keys(): Generator<K, undefined> {
    for (const [key] of this.entries()) yield key;
    return undefined;
  }

  *values(): Generator<V, undefined> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }

  forEach(tell: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.entries()) tell(value, key, this);
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }
}

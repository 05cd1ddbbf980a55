import { type EvaluateContext, evaluate, readTerms, type Terms, type Tlp } from '@entente/release';
import type { JsonObject } from '@entente/stix';

type Readers = 'all' | readonly number[];

/** A version as its owner wrote it, with what was true at its first publication. */
export type Written = {
  readonly owner: number;
  readonly id: string;
  readonly modified: string;
  readonly object: JsonObject;
  readonly isCreator: boolean;
  readonly first: { readonly collection: number; readonly at: Readers; readonly unmarked: Tlp | undefined };
  readonly placed: Map<number, Place>;
};
type Place = { readonly at: Readers; readonly limits: Written[] };

export type World = {
  /** Who is in the coalition and in its groups now, and who reads the collections. */
  readonly context: () => EvaluateContext;
  /** The marking definitions that an owner has published. */
  readonly marking: (owner: number, id: string) => JsonObject | undefined;
};

/**
 * For tests: who may have what, told from the rules of the design (Release, rules 1, 2, 6 and 8) by asking
 * `@entente/release` about each version, each member and each collection anew. Remembers what was written, and nothing
 * that follows from it.
 */
export class ReleaseModel {
  readonly written: Written[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  write(version: Omit<Written, 'placed' | 'first'>, collection: number, at: Readers, unmarked?: Tlp): void {
    const { owner, id, modified } = version;
    const mine = this.written.filter((each) => each.owner === owner && each.id === id);
    const newer = mine.filter((each) => each.modified > modified);
    const limits = newest(newer);
    const same = mine.find((each) => each.modified === modified);
    if (same !== undefined) {
      if (!same.placed.has(collection)) same.placed.set(collection, { at, limits });
      return;
    }
    const added: Written = {
      ...version,
      first: { collection, at, unmarked },
      placed: new Map([[collection, { at, limits }]]),
    };
    this.written.push(added);
    if (newer.length > 0) return;
    for (const each of mine) for (const place of each.placed.values()) place.limits.push(added);
  }

  remove(owner: number, id: string, collection: number): void {
    for (const each of this.written) if (each.owner === owner && each.id === id) each.placed.delete(collection);
  }

  /** Whatever a member may have in one collection, of each owner. */
  allowed(member: number, collection: number): Written[] {
    return this.written.filter((each) => this.#maySee(member, each, collection));
  }

  /** What it is shown there: of each object, one owner's. */
  visible(member: number, collection: number): Written[] {
    return this.#ofOneOwner(this.allowed(member, collection));
  }

  /** The one that a member is shown of each object, over the collections given. */
  catalogue(member: number, collections: readonly number[]): Written[] {
    const seen = this.written.filter((each) => collections.some((place) => this.#maySee(member, each, place)));
    return [...Map.groupBy(this.#ofOneOwner(seen), ({ id }) => id).values()].flatMap(newest);
  }

  /** Where several owners have an object: its creator's, else whose owner had it first, in whatever version. */
  #ofOneOwner(seen: readonly Written[]): Written[] {
    const age = ({ owner, id }: Written): number =>
      this.written.findIndex((each) => each.owner === owner && each.id === id);
    return [...Map.groupBy(seen, ({ id }) => id).values()].flatMap((versions) => {
      const creators = versions.filter(({ isCreator }) => isCreator);
      const [earliest] = (creators.length > 0 ? creators : versions).toSorted((a, b) => age(a) - age(b));
      return versions.filter(({ owner }) => owner === earliest?.owner);
    });
  }

  #maySee(member: number, version: Written, collection: number): boolean {
    const place = version.placed.get(collection);
    if (place === undefined) return false;
    if (member === version.owner) return true;
    const now = this.#world.context().collectionReaders?.(collection) ?? [];
    return (
      [place.at, now].every((readers) => readers === 'all' || readers.includes(member)) &&
      evaluate(this.#terms(version, version.first), this.#world.context()).has(member) &&
      place.limits.every((newer) => this.#limits(newer, member))
    );
  }

  /** What a newer version's markings say of an older one: of readers only where they leave it to those. */
  #limits(newer: Written, member: number): boolean {
    const { tlp, to } = this.#terms(newer);
    const isForReaders = to === undefined && tlp !== undefined && tlp !== 'clear' && tlp !== 'green';
    return evaluate(this.#terms(newer, isForReaders ? newer.first : undefined), this.#world.context()).has(member);
  }

  #terms({ owner, object, first: { unmarked } }: Written, readers?: { collection: number; at: Readers }): Terms {
    return readTerms(object, {
      owner,
      lookupMarking: (id) => this.#world.marking(owner, id),
      ...(unmarked && { unmarked }),
      ...(readers && { readers: { collection: readers.collection, at: readers.at } }),
    });
  }
}

function newest(versions: readonly Written[]): Written[] {
  const [first, ...rest] = versions;
  return first === undefined ? [] : [rest.reduce((best, each) => (each.modified > best.modified ? each : best), first)];
}

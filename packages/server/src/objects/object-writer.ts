import { intersectTerms, readersTerms, readTerms, type Terms } from '@entente/release';
import {
  type Refusal as BrokenRule,
  canonicalize,
  type JsonObject,
  type JsonValue,
  referencesOf,
  type StixObject,
  timestampKey,
  validateObject,
} from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { flag, type NewPlacement, type Placement, type PlacementStore } from '../placements/placement-store.ts';
import { searchText } from '../placements/search-text.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import {
  type ImportedTerms,
  markingsOf,
  termsKind,
  termsOfObject,
  withMarkingResolved,
} from '../terms/object-terms.ts';
import type { Gain, TermsStore } from '../terms/terms-store.ts';
import type { ObjectTypeStore } from './object-type-store.ts';
import { referenceKey } from './reference-key.ts';

/** One object as it came: the exact text, and what that text says. */
export type Incoming = { readonly bytes: Uint8Array; readonly value: JsonValue };

/** Why an object is refused: a rule of the standard, or one of ours. */
export type Refusal = Omit<BrokenRule, 'rule'> & { readonly rule: string };

/** What became of one object. */
export type Outcome =
  | { readonly state: 'stored' | 'unchanged'; readonly id: string; readonly version: string }
  | { readonly state: 'refused'; readonly id: string; readonly version: string; readonly refusals: readonly Refusal[] };

export type WriteResult = {
  readonly outcomes: readonly Outcome[];
  /** The terms under which something new stands: whoever sees one of them has something new to read. */
  readonly touched: ReadonlySet<number>;
  /** Those who gained sight of older objects, which are to be placed before them anew. */
  readonly gains: readonly Gain[];
};

/**
 * Writes objects on behalf of a member: validated, their terms resolved, their placements made. Runs inside the
 * caller's transaction. The owner of all that is written is `owner`, whatever the objects say.
 */
export type ObjectWriter = {
  write(owner: number, collection: Collection, incoming: readonly Incoming[], imported?: ImportedTerms): WriteResult;
};

type Parts = {
  readonly database: Database;
  readonly roster: RosterStore;
  readonly terms: TermsStore;
  readonly markings: MarkingStore;
  readonly placements: PlacementStore;
  readonly types: ObjectTypeStore;
  readonly now: () => string;
};

type StoredVersion = {
  readonly version: number;
  readonly owner: number;
  readonly modified: string;
  readonly terms: number;
  readonly body: number;
};

export function createObjectWriter({ database, roster, terms, markings, placements, types, now }: Parts): ObjectWriter {
  const versionsOf = database.prepare('SELECT version, owner, modified, terms, body FROM version WHERE id = ?');
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const insertVersion = database.prepare(
    'INSERT INTO version (owner, id, modified, stamp, created_by_owner, terms, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertReference = database.prepare('INSERT OR IGNORE INTO reference (target, version) VALUES (?, ?)');
  const resolved = new Map<string, { readonly terms: number; readonly expression: Terms }>();
  database.onRollback(() => resolved.clear());

  /** Terms of a new version; the same markings in the same collection are resolved once. */
  function resolveTerms(object: StixObject, owner: number, collection: Collection, imported?: ImportedTerms) {
    const kind = termsKind(object, roster.current().principals.get(owner)?.identity);
    const key = JSON.stringify([
      owner,
      collection,
      imported,
      object.object_marking_refs,
      object.granular_markings,
      kind,
      markings.generation,
    ]);
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const context = {
      owner,
      lookupMarking: (id: string) => markings.lookup(owner, id),
      readers: { collection: collection.collection, at: collection.readers },
      ...(collection.unmarked === undefined ? {} : { unmarked: collection.unmarked }),
      ...(imported === undefined ? {} : { imported }),
    };
    const expression = termsOfObject(object, context, kind);
    const fresh = { terms: terms.intern(expression, collection.collection), expression };
    if (resolved.size > 10_000) resolved.clear();
    resolved.set(key, fresh);
    return fresh;
  }

  function textOf(body: number) {
    return searchText(parse(bodyOf.get(body)?.bytes));
  }

  function write(
    owner: number,
    collection: Collection,
    incoming: readonly Incoming[],
    imported?: ImportedTerms,
  ): WriteResult {
    const outcomes: Outcome[] = new Array(incoming.length);
    const touched = new Set<number>();
    const gains: Gain[] = [];
    const batch: NewPlacement[] = [];

    /** Placements wait for the end of the batch, so that their dates can be drawn together. */
    function place(placement: NewPlacement): void {
      batch.push(placement);
      touched.add(placement.terms);
    }

    function flush(): void {
      if (batch.length > 0) placements.add(batch);
      batch.length = 0;
    }

    function writeOne({ bytes, value }: Incoming): Outcome {
      const refusals = validateObject(value);
      if (refusals.length > 0) return refused(value, refusals, now());
      const object = value as StixObject;
      const stored = versionsOf.all(object.id) as StoredVersion[];
      const other = othersName(object, owner, roster);
      if (other !== undefined) return refused(value, [other], now());

      const mine = stored.filter((each) => each.owner === owner);
      let modified = versionKey(object);
      const same = mine.find((each) => each.modified === modified);
      if (same !== undefined) {
        if (isSameContent(bytes, value, bodyOf.get(same.body)?.bytes)) return placeAgain(object, same, mine);
        if ('created' in object) return refused(value, [changedWithoutVersion(object)], now());
        // What has no versions of its own (an observable) is as new as the moment it came.
        modified = `added ${now()} ${mine.length}`;
      }
      return store(object, bytes, modified, stored, mine);
    }

    function store(
      object: StixObject,
      bytes: Uint8Array,
      modified: string,
      stored: readonly StoredVersion[],
      mine: readonly StoredVersion[],
    ): Outcome {
      const own = resolveTerms(object, owner, collection, imported);
      const newer = newestOf(mine.filter((each) => each.modified > modified));
      const body = Number(insertBody.run(bytes).lastInsertRowid);
      const createdByOwner = createdBy(object, roster) === owner ? 1 : 0;
      const version = Number(
        insertVersion.run(owner, object.id, modified, stampOf(object), createdByOwner, own.terms, body).lastInsertRowid,
      );
      for (const { property, target } of referencesOf(object)) {
        if (!isBookkeeping(property)) insertReference.run(referenceKey(target), version);
      }
      const placedUnder =
        newer === undefined ? own.terms : terms.narrow(own.terms, markingsOf(terms.read(newer.terms).expression));

      const contested = stored.length > mine.length ? flag.contested : 0;
      let flags = flag.last | flag.catalogued | contested;
      if (stored.length > 0) {
        flush();
        if (newer === undefined) narrowOlder(mine, own.expression);
        flags = settle(placedUnder, modified, stored, mine, contested);
      }
      place({
        collection: collection.collection,
        terms: placedUnder,
        version,
        body,
        objectType: types.number(object.type),
        flags,
        text: () => searchText(object),
      });
      if (object.type === 'marking-definition') resolveWaiting(object.id);
      return { state: 'stored', id: object.id, version: stampOf(object) || now() };
    }

    /** A newer version's terms hold for all older ones (rule 2). */
    function narrowOlder(older: readonly StoredVersion[], newest: Terms): void {
      const limit = markingsOf(newest);
      for (const { version } of older) {
        for (const placement of placements.ofVersion(version)) {
          placements.setTerms(placement, terms.narrow(placement.terms, limit));
        }
      }
    }

    /**
     * What the newcomer means for the placements that are there of the same id: which is the last of its owner in this
     * collection, and which stand in the catalogue. One gives way in the catalogue where all who see it see the new
     * one; else both stay, and which of them a viewer is shown is decided for him.
     */
    function settle(
      newTerms: number,
      modified: string,
      stored: readonly StoredVersion[],
      mine: readonly StoredVersion[],
      contested: number,
    ): number {
      let flags: number = flag.last | flag.catalogued | contested;
      const audience = new Set(terms.audienceOf(newTerms));
      for (const { version, modified: theirs, body, owner: whose } of stored) {
        for (const placement of placements.ofVersion(version)) {
          let changed = placement.flags;
          if (whose !== owner) changed |= flag.contested;
          else {
            if (placement.collection === collection.collection) {
              if (theirs < modified) changed &= ~flag.last;
              else flags &= ~flag.last;
            }
            if ((changed & flag.catalogued) !== 0) {
              const seesIt = terms.audienceOf(placement.terms);
              if (theirs < modified && seesIt.every((principal) => audience.has(principal)))
                changed &= ~flag.catalogued;
              else if (theirs >= modified && [...audience].every((each) => seesIt.includes(each))) {
                flags &= ~flag.catalogued;
              } else {
                changed |= flag.contested;
                flags |= flag.contested;
              }
            }
          }
          placements.setFlags(placement, changed, () => textOf(body));
        }
      }
      return mine.length === 0 ? flags | flag.last | flag.catalogued : flags;
    }

    /** The same version in a further collection: never wider than at first (rule 8). */
    function placeAgain(object: StixObject, same: StoredVersion, mine: readonly StoredVersion[]): Outcome {
      flush();
      const outcome = { id: object.id, version: stampOf(object) || now() };
      const there = placements.ofVersion(same.version);
      if (there.some((each) => each.collection === collection.collection)) return { state: 'unchanged', ...outcome };
      const own = terms.read(same.terms).expression;
      const readers = readersTerms(owner, { collection: collection.collection, at: collection.readers });
      const newer = newestOf(mine.filter((each) => each.modified > same.modified));
      const limit = newer === undefined ? own : intersectTerms(own, markingsOf(terms.read(newer.terms).expression));
      const placedUnder = terms.intern(intersectTerms(limit, readers), collection.collection);
      place({
        collection: collection.collection,
        terms: placedUnder,
        version: same.version,
        body: same.body,
        objectType: types.number(object.type),
        flags: settleAgain(placedUnder, same, mine),
        text: () => searchText(object),
      });
      return { state: 'stored', ...outcome };
    }

    function settleAgain(placedUnder: number, same: StoredVersion, mine: readonly StoredVersion[]): number {
      const catalogued: Placement[] = [];
      let flags: number = flag.last;
      for (const each of mine) {
        for (const placement of placements.ofVersion(each.version)) {
          flags |= placement.flags & flag.contested;
          if ((placement.flags & flag.catalogued) !== 0) catalogued.push(placement);
          if (placement.collection !== collection.collection) continue;
          if (each.modified > same.modified) flags &= ~flag.last;
          else placements.setFlags(placement, placement.flags & ~flag.last, () => textOf(each.body));
        }
      }
      if (catalogued.length === 0) return flags | flag.catalogued;
      const seenAlready = new Set(catalogued.flatMap((each) => terms.audienceOf(each.terms)));
      if (terms.audienceOf(placedUnder).every((principal) => seenAlready.has(principal))) return flags;
      for (const each of catalogued) placements.setFlags(each, each.flags | flag.contested, () => textOf(each.body));
      return flags | flag.catalogued | flag.contested;
    }

    /** A marking has become known: what waited for it, closed, gets the terms that it says. */
    function resolveWaiting(id: string): void {
      flush();
      markings.changed();
      resolved.clear();
      const says = readTerms(
        { object_marking_refs: [id] },
        { owner, lookupMarking: (each) => markings.lookup(owner, each) },
      );
      for (const waiting of terms.containing(owner, `unresolved:${id}`)) {
        gains.push(...terms.replace(waiting, withMarkingResolved(terms.read(waiting).expression, id, says)));
        touched.add(waiting);
      }
    }

    // Markings first: what they say holds for the others of the batch, wherever they stand in it.
    const isMarking = ({ value }: Incoming): boolean =>
      typeof value === 'object' && value !== null && 'type' in value && value.type === 'marking-definition';
    for (const first of [true, false]) {
      for (const [place, each] of incoming.entries()) {
        if (isMarking(each) === first) outcomes[place] = writeOne(each);
      }
      flush();
    }
    return { outcomes, touched, gains };
  }

  return { write };
}

/** The member that the object names as its creator; undefined for a third party, or nobody. */
function createdBy(object: StixObject, roster: RosterStore): number | undefined {
  const creator = object.type === 'identity' ? (object.created_by_ref ?? object.id) : object.created_by_ref;
  return typeof creator === 'string' ? roster.current().byIdentity.get(creator) : undefined;
}

/** Writing in the name of another member is refused; material of third parties is not. */
function othersName(object: StixObject, owner: number, roster: RosterStore): Refusal | undefined {
  const creator = typeof object.created_by_ref === 'string' ? object.created_by_ref : undefined;
  const named = creator === undefined ? undefined : roster.current().byIdentity.get(creator);
  if (named === undefined || named === owner) return undefined;
  return {
    id: object.id,
    type: object.type,
    path: 'created_by_ref',
    rule: 'not-the-originator',
    section: '3.6',
    message: `created_by_ref names another member (${creator}); only that member may publish in its name`,
  };
}

/** The version as the object writes it: `modified`, else `created`, else ''. */
function stampOf(object: StixObject): string {
  const version = object.modified ?? object.created;
  return typeof version === 'string' ? version : '';
}

/** The same as a text that sorts by time. */
function versionKey(object: StixObject): string {
  const stamp = stampOf(object);
  return stamp === '' ? '' : timestampKey(stamp);
}

function changedWithoutVersion(object: StixObject): Refusal {
  return {
    id: object.id,
    type: object.type,
    path: 'modified' in object ? 'modified' : 'created',
    rule: 'version-exists',
    section: '3.6',
    message: 'this version is stored already with other content; a changed object needs a later modified',
  };
}

function isSameContent(bytes: Uint8Array, value: JsonValue, stored: unknown): boolean {
  const before = stored as Uint8Array;
  if (Buffer.compare(bytes, before) === 0) return true;
  return canonicalize(value) === canonicalize(parse(before) as JsonValue);
}

function newestOf(versions: readonly StoredVersion[]): StoredVersion | undefined {
  return versions.reduce<StoredVersion | undefined>(
    (newest, each) => (newest === undefined || each.modified > newest.modified ? each : newest),
    undefined,
  );
}

/** References that every object has, and that nobody follows as a relation. */
function isBookkeeping(property: string): boolean {
  return (
    property === 'created_by_ref' || property.startsWith('object_marking_refs') || property.startsWith('granular_')
  );
}

function parse(bytes: unknown): StixObject {
  return JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as StixObject;
}

function refused(value: JsonValue, refusals: readonly Refusal[], now: string): Outcome {
  const object = isJsonObject(value) ? value : {};
  return {
    state: 'refused',
    id: typeof object.id === 'string' ? object.id : 'unknown',
    version: typeof object.modified === 'string' ? object.modified : now,
    refusals,
  };
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { proofType } from '@entente/exchange';
import { type Audience, intersectTerms, readersTerms, type Terms } from '@entente/release';
import { type JsonValue, type StixObject, validateObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { DefaultDates } from '../dates/default-dates.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { flag, type NewPlacement, type PlacementStore } from '../placements/placement-store.ts';
import { refusePurged } from '../purging/refuse-purged.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import { createRefuseUnsignable } from '../signing/refuse-unsignable.ts';
import { wholeOf } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { type ImportedTerms, markingsOf } from '../terms/object-terms.ts';
import { resolveWaiting } from '../terms/resolve-waiting.ts';
import type { Gain, TermsStore } from '../terms/terms-store.ts';
import { createdBy, othersName } from './created-by.ts';
import { createNarrowOlder } from './narrow-older.ts';
import type { ObjectTypeStore } from './object-type-store.ts';
import { idOf, type Outcome, refused } from './outcome.ts';
import { referenceKey } from './reference-key.ts';
import type { ReferenceStore } from './reference-store.ts';
import {
  changedByUnit,
  changedUnseen,
  changedWithoutVersion,
  notLaterThanIssued,
  ownerLeft,
  proofBeside,
} from './refusals.ts';
import type { Releaser } from './releaser.ts';
import type { Standing } from './standing.ts';
import {
  isSameContent,
  isStandardTlp,
  newestOf,
  nextChange,
  parse,
  type StoredVersion,
  stampOf,
  versionKey,
} from './stored-version.ts';
import { createTermsResolver } from './terms-resolver.ts';
import { createUnplacedVersions } from './unplaced-versions.ts';
import { createVersionsAhead } from './versions-ahead.ts';
import { namedBy, writingOrder } from './writing-order.ts';

/** One object as it came: the exact text, and what that text says. */
export type Incoming = { readonly bytes: Uint8Array; readonly value: JsonValue };

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
  write(owner: number, collection: Collection, incoming: readonly Incoming[], options?: WriteOptions): WriteResult;
};

export type WriteOptions = {
  /** Terms that the source sets beside the objects. */
  readonly imported?: ImportedTerms | undefined;
  /** Whether renditions say that something is withheld; they do unless the author says otherwise. */
  readonly sayWithheld?: boolean | undefined;
  /** What the owner has published stays as it is: who acts for a unit of it publishes, and changes that alone. */
  readonly isOnlyNew?: boolean | undefined;
  /** Who writes for the owner and sees less than it: a unit, or who holds its mandate. */
  readonly writtenBy?: number | undefined;
  /** The node itself takes out what was recalled: also of an owner that has left. */
  readonly evenFrozen?: boolean | undefined;
};

type Parts = {
  readonly database: Database;
  readonly roster: RosterStore;
  readonly terms: TermsStore;
  readonly markings: MarkingStore;
  readonly placements: PlacementStore;
  readonly types: ObjectTypeStore;
  readonly standing: Standing;
  readonly releaser: Releaser;
  readonly objectOf: (body: number) => StixObject;
  readonly tombstones: TombstoneStore;
  readonly defaultDates: DefaultDates;
  readonly references: ReferenceStore;
  /** Whether an owner has left, and wanted that nothing newer is taken in its name. */
  readonly isFrozen: (owner: number) => boolean;
  readonly now: () => string;
};

/** An object that may be written, and the ids that it names. */
type Given = {
  readonly object: StixObject;
  readonly bytes: Uint8Array;
  readonly names: readonly string[];
  /** The member that it says created it. */
  readonly creator: number | undefined;
  /** Its `versionKey`: '' for what has no versions. */
  readonly version: string;
};

export function createObjectWriter(parts: Parts): ObjectWriter {
  const { database, roster, terms, markings, placements, types, standing, releaser, tombstones } = parts;
  const { references, now } = parts;
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const insertVersion = database.prepare(
    `INSERT INTO version (owner, id, modified, stamp, created_by_owner, terms, body, written_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const isSeen = database.prepare(
    `SELECT 1 FROM placement p JOIN visible s ON s.terms = p.terms WHERE p.version = ? AND s.principal = ? LIMIT 1`,
  );
  const setInParts = database.prepare('UPDATE version SET in_parts = 1, says_withheld = ? WHERE version = ?');
  const unsignable = createRefuseUnsignable(database, roster, terms);
  const resolver = createTermsResolver(parts);
  const lookAhead = createVersionsAhead(database);
  const narrowOlder = createNarrowOlder(parts);

  function write(
    owner: number,
    collection: Collection,
    incoming: readonly Incoming[],
    { imported, sayWithheld = true, isOnlyNew = false, writtenBy: writer, evenFrozen = false }: WriteOptions = {},
  ): WriteResult {
    const outcomes: Outcome[] = new Array(incoming.length);
    const moment = now();
    const writtenBy = writer ?? null;
    const isFrozen = !evenFrozen && parts.isFrozen(owner);
    const evaluated = new Map<Terms, Audience>();
    const evaluation = terms.evaluation();
    const touched = new Set<number>();
    const gains: Gain[] = [];
    const refuseUnsignable = unsignable();
    const unplaced = createUnplacedVersions(owner, standing);

    const versions = lookAhead(incoming.flatMap(({ value }) => idOf(value) ?? []));
    const named = incoming.map(({ value }) => namedBy(value));
    const targets = releaser.lookUpTargets(new Set(named.flat()), owner, writtenBy);

    /** That the owner has the same already is not told to who writes for it and does not see it: he has it beside. */
    function isKnownToWriter({ version, writtenBy: by }: StoredVersion): boolean {
      return writtenBy === null || by === writtenBy || isSeen.get(version, writtenBy) !== undefined;
    }

    function writeOne(place: number): Outcome {
      const { bytes, value } = incoming[place] as Incoming;
      const refusals = validateObject(value);
      if (refusals.length > 0) return refused(value, refusals, moment);
      const object = value as StixObject;
      const modified = versionKey(object);
      const creator = createdBy(object, roster);
      const given = { object, bytes, names: named[place] ?? [], creator, version: modified };
      const stored = versions.of(object.id);
      if (object.type === proofType && creator !== undefined) return refused(value, [proofBeside(object)], moment);
      const other = othersName(object, creator, owner, roster);
      if (other !== undefined) return refused(value, [other], moment);
      if (isFrozen) return refused(value, [ownerLeft(object)], moment);

      const mine = stored.filter((each) => each.owner === owner);
      // What has no versions of its own (an observable) may have changed: each content that came is one.
      const same = mine.filter((each) => each.modified === modified || modified === '');
      const known = modified === '' ? same.filter(isKnownToWriter) : same;
      const equal =
        known.find(({ body }) => isSameContent(bytes, value, bodyOf.get(body)?.bytes)) ??
        (isStandardTlp(object) ? same[0] : undefined);
      if (equal !== undefined) return placeAgain(given, equal, mine);
      if (modified !== '' && mine.length > 0) {
        const isOwn = mine.every(({ writtenBy: by }) => by === writtenBy);
        if (isOnlyNew && !isOwn) return refused(value, [changedByUnit(object)], moment);
        if (!mine.some(isKnownToWriter)) return refused(value, [changedUnseen(object)], moment);
      }
      if (mine.some(({ issued, modified: theirs }) => issued !== null && theirs < modified && issued >= modified)) {
        return refused(value, [notLaterThanIssued(object)], moment);
      }
      if (same.length === 0) return store(given, modified, stored, mine);
      if (modified !== '') return refused(value, [changedWithoutVersion(object)], moment);
      return store(given, nextChange(same), stored, mine);
    }

    function store(
      given: Given,
      modified: string,
      stored: readonly StoredVersion[],
      mine: readonly StoredVersion[],
    ): Outcome {
      const { object, bytes } = given;
      const expression = resolver.resolve(object, owner, collection, imported);
      const purged = refusePurged(
        { owner, object, modified: given.version, terms: expression, newest: newestOf(mine)?.modified },
        tombstones,
        moment,
      );
      if (purged !== undefined) return refused(object, [purged], moment);
      const unfixed = refuseUnsignable(object, bytes, expression, collection.collection);
      if (unfixed !== undefined) return refused(object, [unfixed], moment);
      const own = terms.intern(expression, collection.collection, evaluation);
      const newer = newestOf(mine.filter((each) => each.modified > modified));
      const body = Number(insertBody.run(bytes).lastInsertRowid);
      const createdByOwner = given.creator === owner ? 1 : 0;
      const saysWithheld = Number(sayWithheld);
      const version = Number(
        insertVersion.run(owner, object.id, modified, stampOf(object), createdByOwner, own, body, writtenBy)
          .lastInsertRowid,
      );
      references.add(version, given.names.map(referenceKey));
      if (stored.length > 0 || writtenBy !== null) targets.forget(object.id);
      else targets.put(object.id, wholeOf(terms.read(own).expression));
      // Of an observable who writes for the owner need not know what it has: that stays, and takes nothing from anybody.
      const isBesides = writtenBy !== null && given.version === '';
      if (newer === undefined && !isBesides) narrowOlder(mine, { owner, object, terms: expression }, unplaced);
      const placedUnder = newer === undefined ? own : terms.narrow(own, markingsOfTerms(newer.terms));
      putInPlace(
        given,
        { version, body, modified, createdByOwner, saysWithheld, writtenBy },
        placedUnder,
        stored,
        mine,
      );
      if (object.type === 'marking-definition') learn(object.id);
      const { closed } = expression;
      const outcome = { state: 'stored', id: object.id, version: stampOf(object) } as const;
      return closed === undefined ? outcome : { ...outcome, closed };
    }

    /** Places a version: whole, or as the renditions into which its parts and references divide it. */
    function putInPlace(
      { object, bytes, names }: Given,
      {
        version,
        body,
        modified,
        createdByOwner,
        saysWithheld,
        writtenBy: by,
      }: Pick<StoredVersion, 'version' | 'body' | 'modified' | 'createdByOwner' | 'saysWithheld' | 'writtenBy'>,
      under: number,
      stored: readonly StoredVersion[],
      mine: readonly StoredVersion[],
    ): void {
      const { collection: where } = collection;
      versions.forget(object.id);
      const newest = newestOf(mine.filter((each) => each.inParts === 1 && each.modified > modified));
      const whole = wholeOf(terms.read(under).expression);
      const released = releaser.release({
        owner,
        object,
        bytes,
        terms: whole,
        createdByOwner: createdByOwner === 1,
        writtenBy: by,
        sayWithheld: saysWithheld === 1,
        newest: newest === undefined ? undefined : parse(bodyOf.get(newest.body)?.bytes),
        evaluated,
        names,
        // Of what another wrote, other targets are known.
        targets: by === writtenBy ? targets : undefined,
      });
      if (released !== undefined) setInParts.run(saysWithheld, version);
      const [first, ...others] = released?.renditions ?? [];
      const flags =
        stored.length === 0
          ? flag.last | flag.catalogued
          : unplaced.settle(object.id, { owner, version, modified, collection: where, terms: under }, mine);
      const place = (expression: number, bodyPlaced: number, said: () => StixObject): NewPlacement => ({
        collection: where,
        terms: expression,
        version,
        body: bodyPlaced,
        objectType: types.number(object.type),
        flags,
        object: said,
      });
      unplaced.add(version, [
        place(
          first === undefined ? under : terms.intern({ ...first.terms, whole }, where, evaluation),
          body,
          () => object,
        ),
        ...others.map(({ text, terms: expression }) =>
          place(
            terms.intern({ ...expression, whole }, where, evaluation),
            Number(insertBody.run(Buffer.from(text)).lastInsertRowid),
            () => JSON.parse(text) as StixObject,
          ),
        ),
      ]);
    }

    /** The same version in a further collection: never wider than at first (rule 8). */
    function placeAgain(given: Given, same: StoredVersion, mine: readonly StoredVersion[]): Outcome {
      const outcome = { id: given.object.id, version: stampOf(given.object) };
      const isThere = placements.ofVersion(same.version).some((each) => each.collection === collection.collection);
      if (isThere || unplaced.has(same.version)) return { state: 'unchanged', ...outcome };
      const own = wholeOf(terms.read(same.terms).expression);
      const readers = readersTerms(owner, { collection: collection.collection, at: collection.readers });
      const newer = newestOf(mine.filter((each) => each.modified > same.modified));
      const limit = newer === undefined ? own : intersectTerms(own, markingsOfTerms(newer.terms));
      const under = terms.intern(intersectTerms(limit, readers), collection.collection, evaluation);
      putInPlace(given, same, under, mine, mine);
      return { state: 'stored', ...outcome };
    }

    function markingsOfTerms(of: number): Terms {
      return markingsOf(wholeOf(terms.read(of).expression));
    }

    /** A marking has become known: what was found without it may say something else now. */
    function learn(id: string): void {
      const resolved = resolveWaiting(owner, id, terms, markings);
      for (const each of resolved.touched) touched.add(each);
      gains.push(...resolved.gains);
      resolver.forget();
      targets.forgetAll();
      versions.forgetAll();
    }

    for (const place of writingOrder(incoming, named)) outcomes[place] = writeOne(place);
    const placed = unplaced.all();
    placements.add(placed);
    for (const each of placed) touched.add(each.terms);
    return { outcomes, touched, gains };
  }

  return { write };
}

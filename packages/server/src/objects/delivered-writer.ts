import { intersectTerms, type Terms, tlpOf } from '@entente/release';
import { type JsonValue, type StixObject, validateObject } from '@entente/stix';
import type { Collection } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { RosterStore } from '../members/roster-store.ts';
import { flag, type NewPlacement, type Placement, type PlacementStore } from '../placements/placement-store.ts';
import { refusePurged } from '../purging/refuse-purged.ts';
import { createTakenAway } from '../purging/taken-away.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import { wholeOf } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createdBy, othersName } from './created-by.ts';
import { type DeliveredTerms, readDeliveredTerms } from './delivered-terms.ts';
import type { ObjectTypeStore } from './object-type-store.ts';
import type { Incoming } from './object-writer.ts';
import { refused } from './outcome.ts';
import { referenceKey } from './reference-key.ts';
import type { ReferenceStore } from './reference-store.ts';
import { changedWithoutVersion, ownerLeft, type Refusal } from './refusals.ts';
import type { Standing } from './standing.ts';
import {
  isSameContent,
  newestOf,
  nextChange,
  type StoredVersion,
  stampOf,
  versionColumns,
  versionKey,
} from './stored-version.ts';
import { namedBy } from './writing-order.ts';

/** One rendition as another node sent it. */
export type Delivered = Incoming & DeliveredTerms;

/** What became of it; `row` is that of its version, `body` that of its text. */
export type DeliveredOutcome =
  | {
      readonly state: 'stored' | 'unchanged';
      readonly id: string;
      readonly version: string;
      readonly row: number;
      readonly body: number;
    }
  | { readonly state: 'refused'; readonly id: string; readonly version: string; readonly refusals: readonly Refusal[] };

/**
 * Writes what other nodes deliver: in the names of its owners, as the renditions that came, under the terms that came
 * with them. Nothing is made anew here: what is withheld was withheld before it left its originator. Two members may
 * hold different renditions of one version; each has its own. Runs inside the caller's transaction.
 */
export type DeliveredWriter = {
  write(
    collection: Collection,
    deliveries: readonly Delivered[],
  ): { readonly outcomes: readonly DeliveredOutcome[]; readonly touched: ReadonlySet<number> };
};

type Parts = {
  readonly database: Database;
  readonly roster: RosterStore;
  readonly terms: TermsStore;
  readonly markings: Pick<MarkingStore, 'changed'>;
  readonly placements: PlacementStore;
  readonly types: ObjectTypeStore;
  readonly standing: Standing;
  readonly objectOf: (body: number) => StixObject;
  readonly tombstones: TombstoneStore;
  readonly references: ReferenceStore;
  /** Whether an owner has left, and wanted that nothing newer is taken in its name. */
  readonly isFrozen: (owner: number) => boolean;
  readonly now: () => string;
};

export function createDeliveredWriter(parts: Parts): DeliveredWriter {
  const { database, roster, terms, markings, placements, types, standing, objectOf, tombstones } = parts;
  const { references, now } = parts;
  const takenAway = createTakenAway(database);
  const versionsOf = database.prepare(`SELECT ${versionColumns} FROM version v WHERE v.id = ?`);
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const insertVersion = database.prepare(
    'INSERT INTO version (owner, id, modified, stamp, created_by_owner, terms, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );

  /** Whom a placement is for: an identity, or '' for the whole coalition. */
  function receiverOf(under: number): string {
    const { and = [], ...first } = wholeOf(terms.read(under).expression);
    const { principals } = roster.current();
    const named = [first, ...and].flatMap(({ to = [], readers }) => [
      ...to.flat(),
      ...(readers === undefined || readers.at === 'all'
        ? []
        : readers.at.map((row) => principals.get(row)?.identity ?? '')),
    ]);
    return [...new Set(named)].sort().join(' ');
  }

  function termsAt(under: number): Terms {
    return markingsOf(wholeOf(terms.read(under).expression));
  }

  return {
    write(collection, deliveries) {
      const moment = now();
      const touched = new Set<number>();
      /** By object: placed together at the end, so that their dates tell nothing of how many others there were. */
      const waiting = new Map<string, NewPlacement>();

      function flush(): void {
        placements.add([...waiting.values()]);
        waiting.clear();
      }

      function writeOne({ bytes, value, ...given }: Delivered): DeliveredOutcome {
        const { owner } = given;
        const refusals = validateObject(value);
        if (refusals.length > 0) return refused(value, refusals, moment) as DeliveredOutcome;
        const object = value as StixObject;
        const creator = createdBy(object, roster);
        const other = othersName(object, creator, owner, roster);
        if (other !== undefined) return refused(value, [other], moment) as DeliveredOutcome;
        if (parts.isFrozen(owner)) return refused(value, [ownerLeft(object)], moment) as DeliveredOutcome;
        const expression = readDeliveredTerms(object, given, collection.collection);
        if (tlpOf(expression) === 'red') return refused(value, [redToNode(object)], moment) as DeliveredOutcome;

        if (waiting.has(object.id)) flush();
        const stored = versionsOf.all(object.id) as StoredVersion[];
        const mine = stored.filter((each) => each.owner === owner);
        const modified = versionKey(object);
        const purged = refusePurged(
          { owner, object, modified, terms: expression, newest: newestOf(mine)?.modified },
          tombstones,
          moment,
        );
        if (purged !== undefined) return refused(value, [purged], moment) as DeliveredOutcome;
        if (modified !== '' && takenAway.has(owner, object.id, modified, given.to)) {
          return refused(value, [takenBack(object)], moment) as DeliveredOutcome;
        }
        const same = mine.filter((each) => each.modified === modified || modified === '');
        const own = terms.intern(expression, collection.collection);
        const narrowed = modified === '' ? own : narrowedByNewer(own, modified, mine);
        const known = same.map((each) => renditionOf(each, bytes, value, narrowed)).find((each) => each !== 'other');
        if (known === undefined && modified !== '' && same.length > 0) {
          return refused(value, [changedWithoutVersion(object)], moment) as DeliveredOutcome;
        }
        const outcome = { id: object.id, version: stampOf(object) };
        if (known?.placed === true && known.body !== undefined) {
          return { state: 'unchanged', ...outcome, row: known.version, body: known.body };
        }

        const key = modified === '' && known === undefined ? nextChange(same) : (same[0]?.modified ?? modified);
        const body = known?.body ?? Number(insertBody.run(bytes).lastInsertRowid);
        const version = known?.version ?? store(object, key, own, body, owner, creator === owner);
        const under = modified === '' ? narrowedByNewer(own, key, mine) : narrowed;
        narrowOlder(under, key, mine, object);
        const flags =
          stored.length === 0
            ? flag.last | flag.catalogued
            : (standing.settle(object.id, [
                { owner, version, modified: key, collection: collection.collection, terms: under },
              ])[0] ?? 0);
        waiting.set(object.id, {
          collection: collection.collection,
          terms: under,
          version,
          body,
          objectType: types.number(object.type),
          flags,
          object: () => object,
        });
        touched.add(under);
        if (object.type === 'marking-definition') markings.changed();
        return { state: 'stored', ...outcome, row: version, body };
      }

      function store(
        object: StixObject,
        key: string,
        own: number,
        body: number,
        owner: number,
        isByOwner: boolean,
      ): number {
        const version = Number(
          insertVersion.run(owner, object.id, key, stampOf(object), isByOwner ? 1 : 0, own, body).lastInsertRowid,
        );
        references.add(version, namedBy(object).map(referenceKey));
        return version;
      }

      /** This text among the renditions of a version that is here already; 'other' where its receiver has another. */
      function renditionOf({ version }: StoredVersion, bytes: Uint8Array, value: JsonValue, own: number) {
        const receiver = receiverOf(own);
        const isSame = ({ body }: Placement): boolean => isSameContent(bytes, value, bodyOf.get(body)?.bytes);
        const placed = placements.ofVersion(version);
        const theirs = placed.filter((each) => concerns(each, receiver));
        const equal = (theirs.length > 0 ? theirs : placed).find(isSame);
        if (theirs.length > 0 && equal === undefined) return 'other';
        const isHere = theirs.some((each) => each.collection === collection.collection);
        return { version, body: equal?.body, placed: isHere };
      }

      /**
       * What the newest version says to the same receiver holds for this older one (design, Release, rule 2). What was for
       * the whole coalition and comes after its owner has narrowed it is for whom the newer one is.
       */
      function narrowedByNewer(own: number, key: string, mine: readonly StoredVersion[]): number {
        const receiver = receiverOf(own);
        const newer = mine.filter((each) => each.modified > key).sort((a, b) => (a.modified < b.modified ? 1 : -1));
        for (const { version } of newer) {
          const placed = placements.ofVersion(version);
          const theirs = receiver === '' ? placed[0] : placed.find((each) => concerns(each, receiver));
          if (theirs !== undefined) return terms.narrow(own, termsAt(theirs.terms));
        }
        return own;
      }

      /**
       * The same the other way round. What was for the whole coalition and is now for one member, is his alone from
       * now on: others who may still have it get it back with their own delivery.
       */
      function narrowOlder(under: number, key: string, mine: readonly StoredVersion[], newest: StixObject): void {
        const receiver = receiverOf(under);
        const limit = termsAt(under);
        for (const { version, modified, terms: first } of mine) {
          if (modified >= key || modified.startsWith('change ')) continue;
          placements.catchUpVersion(version, objectOf);
          const placed = placements.ofVersion(version);
          for (const placement of placed) {
            if (receiver === '' || concerns(placement, receiver)) {
              placements.setTerms(placement, terms.narrow(placement.terms, limit));
            }
          }
          const [any] = placed;
          const wasForAll = receiver !== '' && receiverOf(first) === '';
          if (any !== undefined && wasForAll && !placed.some((each) => concerns(each, receiver))) {
            giveBack(
              any,
              terms.intern(intersectTerms(wholeOf(terms.read(first).expression), limit), any.collection),
              newest,
            );
          }
        }
      }

      function giveBack({ added: _, ...placement }: Placement, under: number, { id }: StixObject): void {
        flush();
        placements.add([{ ...placement, terms: under, object: () => objectOf(placement.body) }]);
        standing.settle(id);
        touched.add(under);
      }

      function concerns({ terms: under }: Placement, receiver: string): boolean {
        return receiverOf(under) === '' || receiverOf(under) === receiver;
      }

      const outcomes = deliveries.map(writeOne);
      flush();
      return { outcomes, touched };
    },
  };
}

function redToNode({ id, type }: StixObject): Refusal {
  const message = 'TLP:RED is for persons, not for nodes; nobody here may read it';
  return { id, type, path: 'object_marking_refs', rule: 'red-to-node', section: '7.2.1', message };
}

function takenBack({ id, type }: StixObject): Refusal {
  const message = 'its owner took this version back from a member of this node; it is not taken again';
  return { id, type, path: 'modified', rule: 'recalled', section: '3.6', message };
}

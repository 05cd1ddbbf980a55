import { type JsonValue, referencesOf, type StixObject } from '@entente/stix';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import { referenceKey } from '../objects/reference-key.ts';
import type { ReferenceStore } from '../objects/reference-store.ts';
import type { Standing } from '../objects/standing.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import { wholeOf } from '../terms/expression.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createForgetRequestWords } from '../wider-release/forget-request-words.ts';
import { createQuoteEraser, type QuoteEraser, quotableTexts } from './quote-eraser.ts';
import type { PurgeCause, TombstoneStore } from './tombstone-store.ts';

/** A version that goes, as it is read for the last time. */
export type Going = {
  readonly owner: number;
  readonly id: string;
  readonly modified: string;
  /** As the object writes it; '' for one without versions. */
  readonly stamp: string;
  readonly object: StixObject;
};

/** What goes together. `isLast`: no version of that owner's object is left. */
export type Purge = {
  readonly going: readonly (Going & { readonly isLast: boolean })[];
  readonly eraser: QuoteEraser;
};

/** Deletes what else was made of, or says the same as, what goes; in the same transaction. */
export type Forget = (purge: Purge) => void;

/** Deletes versions for everybody, their owner included. To be called in a transaction. */
export type Purger = {
  /** Some of the expired versions under these terms, `limit` at most; the answer is how many there were. */
  purgeExpired(terms: readonly number[], limit: number): number;
  /** How many there are. */
  countExpired(terms: readonly number[]): number;
  /** These versions (rows) of one owner's object. `isWhole`: all that there are of it, and what was never seen here. */
  purgeRecalled(versions: readonly number[], isWhole: boolean): void;
  /** These versions (rows), in the place of which there are others that say the same in words of their own. */
  purgeReplaced(versions: readonly number[]): void;
  /** Several purges in one piece of work: what else may quote is looked through once for all of them. */
  together<T>(work: () => T): T;
  /** Another who must hear of what goes. */
  alsoForget(forget: Forget): void;
};

type Parts = {
  readonly database: Database;
  readonly placements: PlacementStore;
  readonly standing: Standing;
  readonly terms: TermsStore;
  readonly tombstones: TombstoneStore;
  readonly references: Pick<ReferenceStore, 'remove'>;
  readonly forgetters: readonly Forget[];
  readonly record: RecordEvent;
  readonly now: () => string;
};

const recordedTogether = 100;

export function createPurger(parts: Parts): Purger {
  const { database, placements, standing, terms, tombstones, references, record, now } = parts;
  const forgetters = [...parts.forgetters];
  // Also what stands nowhere any more since its owner took it out of its collections.
  const under = `SELECT version FROM placement WHERE terms IN (SELECT value FROM json_each(?1))
    UNION SELECT version FROM version WHERE terms IN (SELECT value FROM json_each(?1))`;
  const columns = 'v.version, v.owner, v.id, v.modified, v.stamp, v.terms, b.bytes';
  const some = database.prepare(
    `SELECT ${columns} FROM version v JOIN body b ON b.body = v.body
     WHERE v.version IN (${under}) ORDER BY v.version LIMIT ?2`,
  );
  const named = database.prepare(
    `SELECT ${columns} FROM json_each(?) e JOIN version v ON v.version = e.value JOIN body b ON b.body = v.body`,
  );
  const all = database.prepare(`SELECT count(*) AS n FROM (${under})`);
  const deleteBody = database.prepare('DELETE FROM body WHERE body = (SELECT body FROM version WHERE version = ?)');
  const deleteVersion = database.prepare('DELETE FROM version WHERE version = ?');
  const olderOf = database.prepare(
    'SELECT version, terms FROM version WHERE id = ? AND owner = ? AND modified < ? ORDER BY version',
  );
  const isLeft = database.prepare('SELECT 1 FROM version WHERE id = ? AND owner = ? LIMIT 1');
  const forgetRequestWords = createForgetRequestWords(database);
  const setTerms = database.prepare('UPDATE version SET terms = ? WHERE version = ?');

  /** What it allowed to fewer than the older versions stays so for these (rule 2), once it is not there to say so. */
  function leaveNarrow({ owner, id, modified }: Going, own: number): void {
    const limit = markingsOf(wholeOf(terms.read(own).expression));
    for (const older of olderOf.all(id, owner, modified)) {
      setTerms.run(terms.narrow(Number(older.terms), limit), Number(older.version));
    }
  }

  function purgeOne(row: Record<string, unknown>, cause: PurgeCause, isWhole: boolean): Going {
    const [version, owner, id] = [Number(row.version), Number(row.owner), String(row.id)];
    const object = JSON.parse(Buffer.from(row.bytes as Uint8Array).toString()) as StixObject;
    const going: Going = { owner, id, modified: String(row.modified), stamp: String(row.stamp), object };
    for (const placement of placements.ofVersion(version)) placements.remove(placement);
    for (const { target } of referencesOf(object)) references.remove(version, referenceKey(target));
    deleteBody.run(version);
    deleteVersion.run(version);
    forgetRequestWords(owner, id);
    database.purged(object.type);
    if (!isWhole) leaveNarrow(going, Number(row.terms));
    const modified = going.stamp === '' ? '' : going.modified;
    tombstones.add({ owner, id, modified }, object as JsonValue, { cause, older: isWhole, at: now() });
    standing.settle(id);
    return going;
  }

  function purge(rows: readonly Record<string, unknown>[], cause: PurgeCause, isWhole: boolean): void {
    const gone = rows.map((row) => purgeOne(row, cause, isWhole));
    if (waiting === undefined) forgetAll(gone);
    else waiting.push(...gone);
  }

  /** One entry for many: who recalls thousands would find nothing else in the log. */
  function recordAll(gone: readonly Going[]): void {
    for (const [owner, own] of Map.groupBy(gone, (going) => going.owner)) {
      for (let from = 0; from < own.length; from += recordedTogether) {
        const some = own.slice(from, from + recordedTogether);
        const versions = some.map(({ id, stamp }) => ({ object: id, version: stamp }));
        record({
          kind: 'purged',
          members: [owner],
          subjects: [...new Set(some.map(({ id }) => id))],
          detail: { versions },
        });
      }
    }
  }

  function forgetAll(gone: readonly Going[]): void {
    recordAll(gone);
    const eraser = createQuoteEraser(gone.flatMap(({ object }) => quotableTexts(object)));
    const going = gone.map((each) => ({ ...each, isLast: isLeft.get(each.id, each.owner) === undefined }));
    for (const forget of forgetters) forget({ going, eraser });
  }

  /** Within `together`: what has gone so far. */
  let waiting: Going[] | undefined;

  return {
    purgeExpired(terms, limit) {
      const rows = some.all(JSON.stringify(terms), limit);
      if (rows.length > 0) purge(rows, 'expired', false);
      return rows.length;
    },
    countExpired: (terms) => Number(all.get(JSON.stringify(terms))?.n),
    purgeRecalled(versions, isWhole) {
      const rows = named.all(JSON.stringify(versions));
      if (rows.length > 0) purge(rows, 'recalled', isWhole);
    },
    purgeReplaced(versions) {
      recordAll(named.all(JSON.stringify(versions)).map((row) => purgeOne(row, 'recalled', false)));
    },
    together(work) {
      if (waiting !== undefined) return work();
      const gone: Going[] = [];
      waiting = gone;
      let result: ReturnType<typeof work>;
      try {
        result = work();
      } finally {
        waiting = undefined;
      }
      if (gone.length > 0) forgetAll(gone);
      return result;
    },
    alsoForget: (forget) => void forgetters.push(forget),
  };
}

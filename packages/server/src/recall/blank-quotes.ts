import { randomUUID } from 'node:crypto';
import { withoutQuotes } from '@entente/positions';
import { type StixObject, timestampKey } from '@entente/stix';
import type { Audit } from '../audit/audit.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { ObjectWriter } from '../objects/object-writer.ts';
import { referenceKey } from '../objects/reference-key.ts';
import type { ReferenceStore } from '../objects/reference-store.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import type { Forget, Purger } from '../purging/purger.ts';
import { type QuoteEraser, quotableTexts } from '../purging/quote-eraser.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import { wholeOf } from '../terms/expression.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { FinishPurges } from './finish-purges.ts';
import type { NodeOrders } from './node-orders.ts';
import type { WhoWasReached } from './reached.ts';
import type { RecalledVersion, RecallStore } from './recall-store.ts';

type Parts = {
  readonly database: Database;
  readonly references: Pick<ReferenceStore, 'naming'>;
  readonly collections: Pick<CollectionStore, 'get'>;
  readonly writer: Pick<ObjectWriter, 'write'>;
  readonly terms: Pick<TermsStore, 'narrow' | 'isWithin' | 'read'>;
  readonly placements: Pick<PlacementStore, 'ofVersion' | 'setTerms'>;
  readonly purger: Pick<Purger, 'purgeReplaced'>;
  readonly tombstones: Pick<TombstoneStore, 'add'>;
  readonly recalls: Pick<RecallStore, 'add' | 'find'>;
  readonly nodeOrders: Pick<NodeOrders, 'add'>;
  readonly whoWasReached: Pick<WhoWasReached, 'look'>;
  readonly finishing: Pick<FinishPurges, 'soon'>;
  readonly queue: Pick<WriteQueue, 'run'>;
  readonly events: Pick<EventHub, 'wake'>;
  /** Tells those who see one of these terms, and whoever signs, that something new stands there. */
  readonly announce: (terms: ReadonlySet<number>) => void;
  readonly audit: Pick<Audit, 'record'>;
  readonly now: () => string;
};

/** A version of a statement that quotes, as it is, and as it is without its quotes. */
type Quoting = {
  readonly version: number;
  readonly modified: string;
  readonly stamp: string;
  readonly terms: number;
  readonly object: StixObject;
  readonly blank: StixObject;
};

/** What an order says of why; it goes to all who had the statement. */
export const quotedReason = 'It quoted what was recalled. A version without the quote follows.';

/** What of a statement is its author's own, or names something: whatever else repeats the source is a quote. */
const own = /^(id|type|kind|said|stance|speaker_name|office|extensions|created|modified|.*_refs?)$/;

/**
 * When the source of statements goes: those of members hosted here get a version without its words, in the name of their
 * owner, and the versions that had them are recalled. Those of other members' nodes follow by these members' own orders.
 */
export function createBlankQuotes(parts: Parts): Forget {
  const { database, references, collections, writer, terms, placements, purger, tombstones } = parts;
  const { recalls, nodeOrders, whoWasReached, finishing, queue, events, announce, audit, now } = parts;
  const statementOf = database.prepare(
    `SELECT v.owner, v.id FROM version v JOIN principal p ON p.principal = v.owner
     WHERE v.version = ? AND v.id LIKE 'statement--%'
       AND NOT EXISTS (SELECT 1 FROM peer_member e WHERE e.side = 'there' AND e.identity = p.identity)`,
  );
  const versionsOf = database.prepare(
    `SELECT v.version, v.modified, v.stamp, v.issued, v.terms, v.created_by_owner AS mine, b.bytes
     FROM version v JOIN body b ON b.body = v.body WHERE v.id = ? AND v.owner = ? ORDER BY v.modified`,
  );
  const issuedOf = database.prepare('SELECT DISTINCT issued FROM placement WHERE version = ? AND issued IS NOT NULL');
  const standsIn = database.prepare('SELECT DISTINCT collection FROM placement WHERE version = ?');
  const newestOf = database.prepare('SELECT version FROM version WHERE id = ? AND owner = ? AND modified = ?');
  const setTerms = database.prepare('UPDATE version SET terms = ? WHERE version = ?');

  /** Later than all that anybody has had of it. */
  function nextModified(rows: readonly Record<string, unknown>[]): string {
    const had = rows.flatMap(({ stamp, issued }) => [stamp, issued].map((each) => Date.parse(String(each))));
    return new Date(Math.max(Date.parse(now()), ...had.filter(Number.isFinite).map((each) => each + 1))).toISOString();
  }

  /** The collection may say something else by now of what is unmarked: nobody sees more than before. */
  function keepNarrow(owner: number, { id, modified }: StixObject, before: number): void {
    const row = newestOf.get(id, owner, timestampKey(String(modified)));
    if (row === undefined) return;
    const limit = markingsOf(wholeOf(terms.read(before).expression));
    for (const placement of placements.ofVersion(Number(row.version))) {
      if (!terms.isWithin(placement.terms, before)) {
        placements.setTerms(placement, terms.narrow(placement.terms, limit));
        setTerms.run(terms.narrow(placement.terms, limit), Number(row.version));
      }
    }
  }

  function namesOf(quoting: readonly Quoting[]): RecalledVersion[] {
    const names = quoting.flatMap(({ version, modified, stamp }) => [
      { modified, stamp },
      ...issuedOf.all(version).map(({ issued }) => ({ modified: timestampKey(String(issued)), stamp: String(issued) })),
    ]);
    return [...new Map(names.map((each) => [each.modified, each])).values()];
  }

  /** Purges here what quotes, and orders it of every node that has it. */
  function takeBack(owner: number, object: string, quoting: readonly Quoting[]): void {
    const versions = namesOf(quoting);
    const stamps = new Set(versions.map(({ stamp }) => stamp));
    const id = randomUUID();
    const by = whoWasReached.look(owner, object);
    const { recall } = recalls.add({
      id,
      owner,
      object,
      isWhole: false,
      because: 'recalled',
      reason: quotedReason,
      ordered: now(),
      backups: by.backups(),
      versions,
      reached: by.reached(stamps),
    });
    nodeOrders.add(recall, by.peers(stamps));
    const detail = { object, recall: id, versions: [...stamps] };
    audit.record({ kind: 'recalled', members: [owner], subjects: [object, id], detail });
    purger.purgeReplaced(quoting.map(({ version }) => version));
    for (const { modified } of versions) {
      tombstones.add({ owner, id: object, modified }, null, { cause: 'recalled', older: false, at: now() });
    }
  }

  function blank(owner: number, id: string, isQuoted: (statement: StixObject) => boolean, eraser: QuoteEraser) {
    const rows = versionsOf.all(id, owner);
    const quoting = rows.flatMap((row): Quoting[] => {
      const object = JSON.parse(Buffer.from(row.bytes as Uint8Array).toString()) as StixObject;
      const without = isQuoted(object) ? (withoutQuotes(object) ?? object) : object;
      const blanked = ownWords(without, eraser);
      if (blanked === object) return [];
      const [modified, stamp] = [String(row.modified), String(row.stamp)];
      return [{ version: Number(row.version), modified, stamp, terms: Number(row.terms), object, blank: blanked }];
    });
    const newest = quoting.at(-1);
    if (newest === undefined) return new Set<number>();
    const touched = new Set<number>();
    const last = rows.at(-1);
    // What was brought in of others' is not changed in their names: it only goes.
    if (newest.version === last?.version && (last.mine === 1 || newest.object.created_by_ref === undefined)) {
      const value = { ...newest.blank, modified: nextModified(rows) };
      const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
      for (const { collection } of standsIn.all(newest.version)) {
        const written = writer.write(owner, collections.get(Number(collection)), incoming, { evenFrozen: true });
        for (const each of written.touched) touched.add(each);
      }
      keepNarrow(owner, value, newest.terms);
    }
    takeBack(owner, id, quoting);
    return touched;
  }

  return ({ going, eraser }) => {
    const touched = new Set<number>();
    let isAny = false;
    for (const [source, versions] of Map.groupBy(going, ({ id }) => id)) {
      const isGone = versions.some(({ isLast }) => isLast);
      const texts = versions.flatMap(({ object }) => quotableTexts(object));
      const isQuoted = ({ report_ref: report, quote }: StixObject): boolean =>
        report === source && (isGone || texts.some((text) => text.includes(String(quote))));
      const quoting = new Map<string, { owner: number; id: string }>();
      for (const version of references.naming(referenceKey(source))) {
        const row = statementOf.get(version);
        if (row === undefined) continue;
        quoting.set(`${row.owner} ${row.id}`, { owner: Number(row.owner), id: String(row.id) });
      }
      for (const { owner, id } of quoting.values()) {
        isAny = true;
        for (const each of blank(owner, id, isQuoted, eraser)) touched.add(each);
      }
    }
    if (!isAny) return;
    // After the transaction in which this is: those who may read what is new, and the nodes that are to purge.
    void queue
      .run(() => {})
      .then(() => {
        announce(touched);
        events.wake(({ peer }) => peer !== undefined);
        finishing.soon();
      });
  };
}

/** The same object where nothing else in it is quoted. */
function ownWords(object: StixObject, eraser: QuoteEraser): StixObject {
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !own.test(key)));
  const erased = eraser.eraseJson(JSON.stringify(rest));
  return erased === undefined ? object : { ...object, ...JSON.parse(erased), source_recalled: true };
}

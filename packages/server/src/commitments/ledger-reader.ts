import { createHash } from 'node:crypto';
import { createFolder } from '@entente/commitments';
import type { StixObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { atOnce, inSlices } from '../projections/in-slices.ts';
import type { Projections } from '../projections/projections.ts';
import { sightOf } from '../terms/nodes-only.ts';
import { type Ledger, type LedgerRow, ledgerInSteps, ledgerOf, withDate } from './ledger.ts';
import { isLedgerType, ledgerContent } from './ledger-projection.ts';
import { createLedgerRows, isContested, ledgerQueries, type SeenRow, type SeenRows } from './ledger-rows.ts';
import { createReadAhead } from './read-ahead.ts';

export type { Ledger, Place } from './ledger.ts';

export type LedgerReader = {
  /**
   * What the viewer has; with `known` (a timestamp) what the node had for him by then, by dates added and not by what
   * authors write. Throws `not-ready` while the rows are being made.
   */
  of(viewer: Viewer, known?: string): Ledger;
  /** What rows that are meant come to, of those that the viewer has. */
  among(viewer: Viewer, isMeant: (row: SeenRow) => boolean): Ledger;
  /**
   * Resolves when `of` need not read all rows. A large ledger takes seconds the first time; here it is read while others
   * have their turn.
   */
  prepare(viewer: Viewer): Promise<void>;
  /** Prepares for these in a while, in the background. */
  readAhead(viewers: readonly Viewer[]): void;
};

/** So many different ledgers are held. */
const mostHeld = 6;
/** So many changes are followed one by one; after more all rows are read again. */
const mostFollowed = 1000;
/** What is purged meanwhile makes reading begin anew; after so many times it is left to whoever asks. */
const mostAttempts = 3;
/** So many commitments are folded in one step. */
const foldedAtOnce = 250;
/** What a viewer's terms let him have, by date added, and what was made of those that he is shown. */
type Held = {
  readonly edition: number;
  readonly terms: ReadonlySet<number>;
  /** In the order of their dates added. Handed on to the next edition, which changes it. */
  readonly rows: SeenRows;
  /** Some stand beside those of other owners: which of them is shown may change without them. */
  readonly contested: boolean;
  /** The date at which the last row was added. */
  readonly last: number;
  readonly ledger: Ledger;
  /** Who asked for it last. */
  readonly viewer: Viewer;
};
type Followed = { readonly rows: SeenRows; readonly fresh?: readonly SeenRow[] };
type Before = { readonly id: string; readonly added: number } & Pick<SeenRow, 'terms' | 'body' | 'type'>;
type IsShown = ObjectReader['isShown'];

export function createLedgerReader(
  database: Database,
  { isShown }: { readonly isShown: IsShown },
  projections: Pick<Projections, 'mustBeReady'>,
  objectOf: (body: number) => StixObject,
  now: () => string,
): LedgerReader {
  const rowsOf = createLedgerRows(database);
  const beforeOf = database.prepare(ledgerQueries.before);
  const folder = createFolder();
  const held = new Map<string, Held>();
  const keyOfSight = new Map<number, string>();
  const preparing = new Map<string, Promise<void>>();
  const knownThen = new Map<string, Ledger>();
  let whenKnown: Ledger | undefined;
  let purges = 0;
  const readAhead = createReadAhead(prepare, () => database.connection.isOpen);
  // Editions are given out again where a transaction is rolled back.
  database.onRollback(() => {
    const edition = rowsOf.edition();
    for (const [key, each] of held) if (each.edition > edition) held.delete(key);
  });
  // Nobody may ask for it again, and what was purged would stay in memory.
  database.onPurge((type) => {
    if (!isLedgerType(type)) return;
    purges += 1;
    readAhead([...held.values()].map(({ viewer }) => viewer));
    held.clear();
    knownThen.clear();
    whenKnown = undefined;
  });

  /**
   * Of the rows that a viewer had, those that he has now, and those that are new where nothing else changed: undefined
   * where too much has changed to follow.
   */
  function followed(viewer: Viewer, before: Omit<Held, 'ledger'>, terms: ReadonlySet<number>): Followed | undefined {
    const changes = rowsOf.changedAfter(before.edition, mostFollowed);
    const gained = [...terms].filter((each) => !before.terms.has(each));
    if (changes === undefined || gained.length > mostFollowed) return undefined;
    const isSameTerms = terms.size === before.terms.size && gained.length === 0;
    // Others may go on with what was held for other terms.
    const rows = isSameTerms ? before.rows : new Map(before.rows);
    const last = before.last;
    let fresh: SeenRow[] | undefined = isSameTerms && !before.contested ? [] : undefined;
    for (const added of changes) {
      const known = rows.get(added);
      const seen = rowsOf.one(viewer, added, known);
      // Neither had before nor now: nothing to him.
      if (seen === undefined && known === undefined) continue;
      if (seen === undefined) rows.delete(added);
      else rows.set(added, seen);
      if (seen === undefined || known !== undefined || isContested(seen) || added < last) fresh = undefined;
      else fresh?.push(seen);
    }
    if ([...before.terms].some((each) => !terms.has(each))) {
      for (const [added, row] of rows) if (!terms.has(row.terms)) rows.delete(added);
    }
    for (const [added, row] of atOnce(rowsOf.inSteps(viewer, gained, rows))) rows.set(added, row);
    if (fresh !== undefined) return { rows, fresh };
    if (isInOrder(rows.keys())) return { rows };
    return { rows: new Map([...rows].sort(([a], [b]) => a - b)) };
  }

  /** What is held for exactly these terms, else what the viewer had before under others. */
  function before(viewer: Viewer, key: string): Held | undefined {
    return held.get(key) ?? held.get(keyOfSight.get(sightOf(viewer)) ?? '');
  }

  function keep(viewer: Viewer, key: string, made: Held): Held {
    held.delete(key);
    for (const old of [...held.keys()].slice(0, Math.max(0, held.size - mostHeld + 1))) held.delete(old);
    held.set(key, made);
    if (keyOfSight.size > 10_000) keyOfSight.clear();
    keyOfSight.set(sightOf(viewer), key);
    return made;
  }

  function current(viewer: Viewer): Held {
    const edition = rowsOf.edition();
    const list = rowsOf.terms(viewer);
    const key = keyOf(list);
    // Viewers of the same terms share what was read for one of them.
    const known = held.get(key);
    if (known?.edition === edition) return known;
    const terms = new Set(list);
    const had = before(viewer, key);
    const { rows, fresh }: Followed = (had && followed(viewer, had, terms)) ?? {
      rows: atOnce(rowsOf.inSteps(viewer, list, newest()?.rows)),
    };
    const grown = fresh && (fresh.length === 0 ? had?.ledger : had?.ledger.grown(fresh));
    const last = fresh?.at(-1)?.added ?? (grown && had?.last) ?? [...rows.keys()].at(-1) ?? 0;
    const made = { edition, terms, rows, last, viewer };
    if (grown !== undefined) return keep(viewer, key, { ...made, contested: false, ledger: grown });
    return keep(viewer, key, { ...made, ...atOnce(allOf(viewer, rows)) });
  }

  function* allOf(viewer: Viewer, rows: SeenRows): Generator<void, Pick<Held, 'contested' | 'ledger'>> {
    const all = [...rows.values()];
    const contested = all.some(isContested);
    const shown = contested ? all.filter((row) => isShown(viewer, row)) : all;
    return { contested, ledger: yield* ledgerInSteps(shown, folder) };
  }

  /** Reads what `current` would, in steps, and folds it as of today. */
  function* reading(viewer: Viewer): Generator<void, void> {
    const began = { edition: rowsOf.edition(), terms: new Set(rowsOf.terms(viewer)) };
    const read = yield* rowsOf.inSteps(viewer, began.terms, newest()?.rows);
    // What others wrote meanwhile is followed; what they write from here on by whoever asks.
    const [edition, list] = [rowsOf.edition(), rowsOf.terms(viewer)];
    const [terms, last] = [new Set(list), 0];
    const rows = followed(viewer, { ...began, rows: read, contested: true, last, viewer }, terms)?.rows;
    if (rows === undefined) return;
    const { ledger, contested } = yield* allOf(viewer, rows);
    const all = [...ledger.commitments.values()];
    const asOf = { valid: now().slice(0, 10) };
    for (let from = 0; from < all.length; from += foldedAtOnce) {
      folder.fold(all.slice(from, from + foldedAtOnce), ledger.series, asOf, new Map());
      yield;
    }
    keep(viewer, keyOf(list), {
      edition,
      terms,
      rows,
      last: [...rows.keys()].at(-1) ?? 0,
      contested,
      ledger,
      viewer,
    });
  }

  /** What was read last: what it says need not be read again by others who see it too. */
  function newest(): Held | undefined {
    return [...held.values()].at(-1);
  }

  function isAtHand(viewer: Viewer): boolean {
    const known = held.get(keyOfSight.get(sightOf(viewer)) ?? '') ?? held.get(keyOf(rowsOf.terms(viewer)));
    return known !== undefined && rowsOf.edition() - known.edition <= mostFollowed;
  }

  async function prepare(viewer: Viewer): Promise<void> {
    for (let attempt = 0; attempt < mostAttempts && !isAtHand(viewer); attempt += 1) {
      const key = keyOf(rowsOf.terms(viewer));
      const known = purges;
      const isOver = (): boolean => purges !== known || !database.connection.isOpen;
      const running = preparing.get(key) ?? inSlices(reading(viewer), isOver).finally(() => preparing.delete(key));
      preparing.set(key, running);
      await running;
      if (!database.connection.isOpen) return;
    }
  }

  /** The rows by then: those that came by then, and the versions before of those that were changed since. */
  function ledgerThen(viewer: Viewer, { rows, terms, ledger: now }: Held, known: string): Ledger {
    if (whenKnown !== now) knownThen.clear();
    whenKnown = now;
    const key = JSON.stringify([known, ...terms]);
    const before = knownThen.get(key);
    if (before !== undefined) return before;
    const until = microseconds(known);
    const then = [...rows.values()].filter((row) => row.added <= until && isShown(viewer, row));
    const ids = new Set(then.map(({ content }) => idOf(content)));
    const older = new Map<string, LedgerRow>();
    for (const row of beforeOf.all(sightOf(viewer), until) as unknown as Before[]) {
      const { id, added, terms: under, body, type } = row;
      if (ids.has(id)) continue;
      const content = ledgerContent(objectOf(body));
      // The date at which its first version came is its own.
      const first = older.get(id)?.added ?? added;
      if (content === undefined) older.delete(id);
      else older.set(id, { added: first, terms: under, body, type, content: withDate(content, first) });
    }
    const ledger = ledgerOf(
      [...then, ...older.values()].sort((a, b) => a.added - b.added),
      folder,
      known,
    );
    if (knownThen.size >= mostHeld) knownThen.clear();
    knownThen.set(key, ledger);
    return ledger;
  }

  return {
    of(viewer, known) {
      projections.mustBeReady('ledger');
      const own = current(viewer);
      return known === undefined ? own.ledger : ledgerThen(viewer, own, known);
    },
    among(viewer, isMeant) {
      projections.mustBeReady('ledger');
      return ledgerOf([...current(viewer).rows.values()].filter(isMeant), folder);
    },
    prepare,
    readAhead,
  };
}

function keyOf(terms: readonly number[]): string {
  return createHash('sha256').update(JSON.stringify(terms)).digest('hex');
}

function isInOrder(dates: Iterable<number>): boolean {
  let last = 0;
  for (const each of dates) {
    if (each < last) return false;
    last = each;
  }
  return true;
}

function idOf(content: unknown): string | undefined {
  const { id, commitment } = content as { id?: string; commitment?: { id: string } | string };
  return id ?? (typeof commitment === 'object' ? commitment.id : undefined);
}

/** The last microsecond of the millisecond, as dates added count. */
function microseconds(timestamp: string): number {
  return Date.parse(timestamp) * 1000 + 999;
}

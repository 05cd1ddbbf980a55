import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { batchLimit, contentDigest, type LeafContent, type ProofTerms, signBatch, versionOf } from '@entente/exchange';
import { type JsonObject, numberThatChanges } from '@entente/stix';
import type { CollectionReaders } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { isForAll } from '../peers/delivery-notes.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createCurrentKey } from './current-key.ts';
import type { KeyStore } from './key-store.ts';
import type { ProofStore } from './proof-store.ts';
import { proofTermsOf } from './proof-terms-of.ts';

/**
 * Signs what the members that this node hosts have published, in the background: a write waits for no signature, and a
 * peer sees only what is signed. What it has not come to when the node stops it goes on with at the next start.
 */
export type Signer = {
  /** From now on by itself, and at once what was not signed yet. */
  start(): void;
  /** Something was published. */
  poke(): void;
  /** Signs what is there, and resolves when nothing is left. */
  catchUp(): Promise<void>;
  /** Up to which date added (microseconds since 1970) everything is signed that this node can sign. */
  signedUpTo(): number;
  /**
   * From the next poke on looks at everything anew: what was signed with a key that was revoked has no proof any more.
   * In the transaction that makes it so.
   */
  beginAnew(): void;
  /** Why signing does not go on, for the operator; undefined where it does. */
  failure(): string | undefined;
  /** Called back with the terms under which something new stands that is signed, just now or before. */
  onSigned(listener: (terms: ReadonlySet<number>) => void): void;
  close(): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly keys: KeyStore;
  readonly proofs: ProofStore;
  readonly roster: Pick<SignedRoster, 'current' | 'hosts'>;
  readonly terms: TermsStore;
  readonly readers: CollectionReaders;
  readonly now: () => string;
};

type Row = {
  readonly added: number;
  readonly terms: number;
  readonly body: number;
  readonly version: number;
  readonly owner: number;
  readonly created_by_owner: number;
  readonly bytes: Uint8Array | null;
};

/** After a failure (a full disk), in milliseconds. */
const retryAfter = 10_000;

/** In milliseconds: after so long without anything published a batch is signed; gaps in what comes in are shorter. */
const quiet = 20;
/** Under sustained writing, so long (milliseconds) what is next waits for its turn: signing takes little of the time. */
const longestWait = 2000;
/** So many batches are kept in one transaction, as far as their bodies fit into memory. */
const batchesAtOnce = 4;
const mostBytes = 16 * 1024 * 1024;
/** So many proofs are written alone, fewer together with whatever else waits. */
const manySigned = 100;

export function createSigner(parts: Parts): Signer {
  const { database, queue, keys, proofs, roster, terms, readers, now } = parts;
  // Bodies only of what is not signed yet; a look at the rest moves the cursor on.
  const next = database.prepare(
    `SELECT p.added, p.terms, p.body, p.version, v.owner, v.created_by_owner,
       CASE WHEN EXISTS (SELECT 1 FROM proof s WHERE s.body = p.body)
         OR EXISTS (SELECT 1 FROM unsignable u WHERE u.body = p.body) THEN NULL
         ELSE (SELECT b.bytes FROM body b WHERE b.body = p.body) END AS bytes
     FROM placement p JOIN version v ON v.version = p.version
     WHERE p.added > ? ORDER BY p.added LIMIT ${batchesAtOnce * batchLimit}`,
  );
  const cursor = database.prepare('SELECT added FROM signing_cursor');
  const setCursor = database.prepare('UPDATE signing_cursor SET added = ?');
  const keyOf = createCurrentKey(roster, keys, now);
  const listeners: ((terms: ReadonlySet<number>) => void)[] = [];
  let isStarted = false;
  let isPoked = false;
  let pokedAt = 0;
  let running: Promise<void> | undefined;
  let failed: string | undefined;
  let retry: NodeJS.Timeout | undefined;
  /** Where it has come to, which is written down where something was signed, and at the end. */
  let position: number | undefined;
  /** Counted up in the transactions that begin anew: what was begun before must not move on from where that stood. */
  let beginnings = 0;

  /** What was placed next. */
  function nextRows(): Row[] {
    const rows: Row[] = [];
    let bytes = 0;
    for (const row of next.iterate(position ?? signedUpTo()) as Iterable<Row>) {
      rows.push(row);
      bytes += row.bytes?.length ?? 0;
      if (bytes > mostBytes) break;
    }
    return rows;
  }

  /** Signs some batches of what was placed; false where nothing was left. */
  async function step(): Promise<boolean> {
    const current = roster.current();
    if (current === undefined) return false;
    const rows = nextRows();
    const last = rows.at(-1)?.added;
    if (last === undefined) {
      await writePosition();
      return false;
    }
    const begun = beginnings;
    const hosted = new Set([...new Set(rows.map(({ owner }) => owner))].filter((owner) => roster.hosts(owner)));
    const unsigned = new Map(
      rows.filter(({ bytes, owner }) => bytes !== null && hosted.has(owner)).map((row) => [row.body, row]),
    );
    const refusals: { body: number; number: string }[] = [];
    const kept: Parameters<ProofStore['keep']>[] = [];
    const said = new Map<number, ProofTerms>();
    for (const [owner, own] of Map.groupBy(unsigned.values(), (row) => row.owner)) {
      const signer = identityOf(owner);
      const key = keyOf(signer);
      // Its key is yet to be put into the roster; then everything is looked at anew.
      if (key === undefined) continue;
      for (let from = 0; from < own.length; from += batchLimit) {
        const leaves = own.slice(from, from + batchLimit).flatMap((row) => {
          const number = numberThatChanges(row.bytes ?? new Uint8Array());
          if (number !== undefined) refusals.push({ body: row.body, number });
          return number === undefined ? [{ body: row.body, version: row.version, leaf: leafOf(row, said) }] : [];
        });
        if (leaves.length === 0) continue;
        const head = { coalition: current.file.roster.coalition.id, signer, signed: now() };
        const signed = await signBatch(
          leaves.map(({ leaf }) => leaf),
          head,
          key.jwk,
          randomBytes,
        );
        kept.push([
          { key: key.id, signer: owner, signed: head.signed, signature: signed.signature },
          signed.proofs.map((proof, index) => ({ ...proof, ...(leaves[index] as (typeof leaves)[number]) })),
        ]);
      }
    }
    const placed = new Set(rows.flatMap(({ owner, terms: under }) => (hosted.has(owner) ? [under] : [])));
    if (kept.length + refusals.length === 0) {
      position = last;
      for (const listener of listeners) listener(placed);
      return true;
    }
    const isKept = await queue.run(
      () => {
        // The roster may have changed meanwhile; then this is done anew.
        if (roster.current()?.hash !== current.hash || beginnings !== begun) return false;
        for (const batch of kept) proofs.keep(...batch);
        for (const { body, number } of refusals) proofs.keepUnsignable(body, 'number-changes', number);
        setCursor.run(last);
        return true;
      },
      unsigned.size >= manySigned ? 'background' : 'short',
    );
    if (isKept && beginnings === begun) position = last;
    for (const listener of listeners) listener(placed);
    return true;
  }

  async function writePosition(): Promise<void> {
    if (position === undefined || position === signedUpTo()) return;
    await queue.run(() => {
      if (position !== undefined) setCursor.run(position);
    });
  }

  function leafOf(
    { bytes, terms: under, created_by_owner: createdByOwner }: Row,
    said: Map<number, ProofTerms>,
  ): LeafContent {
    const object = JSON.parse(Buffer.from(bytes ?? []).toString()) as JsonObject;
    const modified = versionOf(object);
    return {
      object_ref: String(object.id),
      ...(modified === undefined ? {} : { object_modified: modified }),
      object_sha256: contentDigest(object),
      role: createdByOwner === 1 ? 'creator' : 'source',
      terms: saidOf(under, said),
    };
  }

  /** Most of a batch stand under the same few terms. */
  function saidOf(under: number, said: Map<number, ProofTerms>): ProofTerms {
    let found = said.get(under);
    if (found === undefined) {
      const { expression, collection } = terms.read(under);
      found = proofTermsOf(expression, isForAll(expression, readers.of(collection) === 'all'));
      said.set(under, found);
    }
    return found;
  }

  function identityOf(member: number): string {
    return String(database.prepare('SELECT identity FROM principal WHERE principal = ?').get(member)?.identity);
  }

  function signedUpTo(): number {
    return Number(cursor.get()?.added);
  }

  /** It ends in the same moment in which it has looked for the last time whether somebody poked: no poke is lost between. */
  async function run(): Promise<void> {
    try {
      do {
        isPoked = false;
        await quietOrLate();
      } while ((await step()) || isPoked);
      failed = undefined;
    } catch (error) {
      failed = error instanceof Error ? error.message : String(error);
      if (isStarted) retry = setTimeout(poke, retryAfter).unref();
      throw error;
    } finally {
      running = undefined;
    }
  }

  /** Under sustained writing nothing is ever quiet. */
  async function quietOrLate(): Promise<void> {
    const late = performance.now() + longestWait;
    while (performance.now() < late && performance.now() - pokedAt < quiet) await pause(quiet);
    await queue.lull(late - performance.now());
  }

  function runOnce(): Promise<void> {
    isPoked = true;
    pokedAt = performance.now();
    running ??= run();
    return running;
  }

  function poke(): void {
    // Why it failed stands in `failure`, and it is tried again.
    if (isStarted) runOnce().catch(() => {});
  }

  return {
    start() {
      isStarted = true;
      poke();
    },
    poke,
    failure: () => failed,
    catchUp: runOnce,
    signedUpTo,
    beginAnew() {
      beginnings += 1;
      position = undefined;
      setCursor.run(0);
    },
    onSigned: (listener) => {
      listeners.push(listener);
    },
    async close() {
      isStarted = false;
      isPoked = false;
      clearTimeout(retry);
      await running?.catch(() => {});
    },
  };
}

import { type Hash, hashesIn, subtreesOf, treeRoot } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import { createKeptCheck, type Kept } from './check-kept.ts';
import { compareEntries } from './compare-entries.ts';
import { epochLeafHash, sealEpoch } from './epoch-tree.ts';
import type { Finding } from './finding.ts';
import { forgottenUntil } from './forget-entries.ts';
import { type LogKey, readLogKey } from './log-key.ts';
import { readEntries, type StoredNow } from './read-entries.ts';
import { tileWidth } from './tile-store.ts';

/** What a check of a whole log came to; sound where there are no findings. */
export type LogReport = {
  readonly epochs: number;
  readonly entries: number;
  /** Recorded, and not sealed yet. */
  readonly open: number;
  readonly findings: readonly Finding[];
};

type Row = { readonly ended: number; readonly lastEntry: number | undefined; readonly commitments: readonly Hash[] };
type Reading = Pick<Database, 'prepare'>;

/**
 * Checks a node's own log from its data: that every entry is what was sealed, every epoch what its leaf says, the tree
 * what its leaves make, and all of it what the checkpoints kept elsewhere were signed over. Changes nothing.
 */
export function verifyOwnLog(database: Reading, kept: readonly Kept[] = []): LogReport {
  const key = readLogKey(database);
  if (key === undefined) {
    return { epochs: 0, entries: 0, open: 0, findings: [{ code: 'no-log', message: 'there is no log here yet' }] };
  }
  const check = createKeptCheck(kept, key.signer);
  const findings: Finding[] = [];
  const forgotten = forgottenUntil(database);
  let before: { ended: number | undefined; lastEntry: number } = { ended: key.began, lastEntry: 0 };
  let entries = 0;
  let epoch = 0;
  let missing: number | undefined;

  for (const leaf of leavesOf(database)) {
    const row = rowOf(database, epoch);
    if (row === undefined) {
      missing ??= epoch;
      before = { ...before, ended: undefined };
    } else {
      if (missing !== undefined) findings.push(gone(missing, epoch));
      missing = undefined;
      const last = row.lastEntry ?? before.lastEntry;
      const stored =
        last > before.lastEntry ? readEntries(database, before.lastEntry, last, row.ended <= forgotten) : [];
      entries += stored.length;
      findings.push(...checkEpoch({ database, key, epoch, leaf, row, stored, began: before.ended }));
      before = { ended: row.ended, lastEntry: last };
    }
    check.add(leaf);
    epoch += 1;
  }
  if (missing !== undefined) findings.push(gone(missing, epoch));
  findings.push(...checkBeyond(database, epoch), ...checkTiles(database));
  const { size, findings: others } = check.end();
  const open = readEntries(database, before.lastEntry, Number.MAX_SAFE_INTEGER, false);
  findings.push(...open.flatMap((entry) => entry.findings));
  return { epochs: size, entries: entries + open.length, open: open.length, findings: [...findings, ...others] };
}

type EpochCheck = {
  readonly database: Reading;
  readonly key: LogKey;
  readonly epoch: number;
  /** Its hash in the tree. */
  readonly leaf: Hash;
  readonly row: Row;
  readonly stored: readonly StoredNow[];
  /** Undefined where the epoch before is gone, and with it when this one began. */
  readonly began: number | undefined;
};

function checkEpoch({ database, key, epoch, leaf, row, stored, began }: EpochCheck): Finding[] {
  const { ended, commitments } = row;
  const now = stored.map(({ commitment }) => commitment);
  const isSealed = (list: readonly Hash[]): boolean =>
    began === undefined ||
    isEqual(epochLeafHash({ began, ended, ...sealEpoch({ secret: key.secret, epoch, commitments: list }) }), leaf);
  const isSame = now.length === commitments.length && now.every((each, place) => isEqual(each, commitments[place]));
  const others = stored.flatMap((entry) => entry.findings);
  const differences = isSame
    ? []
    : compareEntries({ epoch, committed: commitments, now: stored, sealedIn: (each) => sealedIn(database, each) });
  if (isSealed(commitments)) return [...others, ...differences];
  const whole = now.filter((each) => each !== undefined);
  const message =
    whole.length === now.length && !isSame && isSealed(whole)
      ? `epoch ${epoch}: the list of what it was sealed with was changed; its entries are as they were`
      : `epoch ${epoch}: its dates, its entries or its hash in the tree were changed`;
  return [...others, { code: 'epoch-changed', epoch, message }, ...(isSealed(whole) ? [] : differences)];
}

function* leavesOf(database: Reading): Generator<Hash> {
  const tiles = database.prepare('SELECT hashes FROM audit_tile WHERE level = 0 ORDER BY tile');
  for (const { hashes } of tiles.iterate()) yield* hashesIn(hashes as Uint8Array);
}

function rowOf(database: Reading, epoch: number): Row | undefined {
  const row = database.prepare('SELECT ended, last_entry, commitments FROM audit_epoch WHERE epoch = ?').get(epoch);
  return (
    row && {
      ended: Number(row.ended),
      lastEntry: row.last_entry === null ? undefined : Number(row.last_entry),
      commitments: row.commitments === null ? [] : hashesIn(row.commitments as Uint8Array),
    }
  );
}

function sealedIn(database: Reading, commitment: Hash): number | undefined {
  const row = database
    .prepare('SELECT epoch FROM audit_epoch WHERE commitments IS NOT NULL AND instr(commitments, ?) > 0')
    .get(commitment);
  return row && Number(row.epoch);
}

/** Epochs that the tree knows nothing of. */
function checkBeyond(database: Reading, size: number): Finding[] {
  const row = database
    .prepare('SELECT min(epoch) AS first, max(epoch) AS last FROM audit_epoch WHERE epoch >= ?')
    .get(size);
  if (row?.first == null) return [];
  const message = `epochs ${row.first} to ${row.last} are not in the tree, which has ${size} leaves`;
  return [{ code: 'epoch-added', epoch: Number(row.first), message }];
}

/** That every tile above the leaves holds the roots of those below. */
function checkTiles(database: Reading): Finding[] {
  const findings: Finding[] = [];
  const above = database.prepare('SELECT hashes FROM audit_tile WHERE level = ? AND tile = ?');
  for (const row of database.prepare('SELECT level, tile, hashes FROM audit_tile ORDER BY level, tile').iterate()) {
    const [level, tile] = [Number(row.level), Number(row.tile)];
    const hashes = hashesIn(row.hashes as Uint8Array);
    if (hashes.length < tileWidth) continue;
    const held = above.get(level + 1, Math.floor(tile / tileWidth))?.hashes as Uint8Array | undefined;
    const root = hashesIn(held ?? new Uint8Array())[tile % tileWidth];
    if (isEqual(root, treeRoot(tileWidth, subtreesOf(hashes)))) continue;
    const [first, last] = [tile * tileWidth ** (level + 1), (tile + 1) * tileWidth ** (level + 1) - 1];
    const message = `the stored hash over epochs ${first} to ${last} is not the hash of what it stands for`;
    findings.push({ code: 'tree-changed', epoch: first, message });
  }
  return findings;
}

function gone(from: number, until: number): Finding {
  const which = until - from === 1 ? `epoch ${from} is` : `epochs ${from} to ${until - 1} are`;
  return { code: 'epoch-missing', epoch: from, message: `${which} gone, though the tree has them` };
}

function isEqual(a: Hash | undefined, b: Hash | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}

import { consistencyProof, type Hash, inclusionProof, treeRoot } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import type { EntryContent } from './entry-content.ts';
import { createEntryStore } from './entry-store.ts';
import { createEpochStore, type EpochRow } from './epoch-store.ts';
import { type EpochLeaf, epochLeafHash, proveSlot, type SlotProof, sealEpoch } from './epoch-tree.ts';
import { openLogKey } from './log-key.ts';
import type { NoteVerifier } from './signed-note.ts';
import { createTileStore } from './tile-store.ts';

export const standardEpochMilliseconds = 10_000;

/** The proof that an entry is in the log: the way from it to a signed checkpoint. */
export type EntryProof = {
  /** The entry's canonical text. */
  readonly text: string;
  readonly salt: Uint8Array;
  readonly epoch: SlotProof & Omit<EpochLeaf, 'root'> & { readonly index: number };
  /** From the epoch's leaf to the root of the checkpoint. */
  readonly path: readonly Hash[];
  readonly checkpoint: string;
};

/** The log itself: entries, sealed epoch by epoch into a tree that only grows. Knows nothing of what entries mean. */
export type AuditLog = {
  readonly verifier: NoteVerifier;
  readonly epochMilliseconds: number;
  /** Adds an entry to the epoch that is open. In the caller's transaction. */
  add(content: EntryContent): number;
  /**
   * Ends the epochs that are over by now; false where none is. After time in which the node did not run, one leaf
   * stands for all of it. In the caller's transaction.
   */
  seal(): boolean;
  /** When the epoch that is open began, milliseconds since 1970. */
  openSince(): number;
  checkpoint(): Checkpoint & { readonly note: string };
  /** Undefined where there is no such entry, or it was forgotten; 'open' where its epoch has not ended. */
  proveEntry(id: string): EntryProof | 'open' | undefined;
  proveConsistency(from: number, to: number): readonly Hash[];
  /** Hashes of leaves from this one on: some of them. */
  leaves(from: number): readonly Hash[];
};

export function createAuditLog(
  database: Database,
  clock: () => number,
  epochMilliseconds: number = standardEpochMilliseconds,
): AuditLog {
  const gridded = (time: number): number => Math.floor(time / epochMilliseconds) * epochMilliseconds;
  const { signer, secret, began } = openLogKey(database, gridded(clock()));
  const entries = createEntryStore(database);
  const epochs = createEpochStore(database, began);
  const tiles = createTileStore(database);

  function leafOf({ epoch, began, ended, commitments }: EpochRow): EpochLeaf {
    return { began, ended, ...sealEpoch({ secret, epoch, commitments }) };
  }

  function checkpoint(): Checkpoint & { note: string } {
    const size = tiles.size();
    const said = { origin: signer.name, size, root: treeRoot(size, tiles.subtrees) };
    return { ...said, note: signCheckpoint(said, signer) };
  }

  const log: AuditLog = {
    verifier: { name: signer.name, publicKey: signer.publicKey },
    epochMilliseconds,
    add: (content) => entries.add(content),
    openSince: () => epochs.find(tiles.size() - 1)?.ended ?? began,
    seal() {
      const ended = gridded(clock());
      const since = log.openSince();
      if (ended <= since) return false;
      const before = epochs.lastEntry();
      const last = entries.lastBefore(before, ended);
      const commitments = last === undefined ? [] : entries.commitments(before, last);
      const epoch: EpochRow = { epoch: tiles.size(), began: since, ended, commitments };
      epochs.add(epoch, last);
      tiles.append(epochLeafHash(leafOf(epoch)));
      return true;
    },
    checkpoint,
    proveEntry(id) {
      const found = entries.find(id);
      const salt = found && entries.salt(found.entry);
      if (found === undefined || salt === undefined) return undefined;
      const row = epochs.ofEntry(found.entry);
      if (row === undefined) return 'open';
      const commitment = entries.commitments(found.entry - 1, found.entry)[0] as Hash;
      const { epoch: index, commitments } = row;
      const { size, note } = checkpoint();
      const { root: _, ...leaf } = leafOf(row);
      return {
        text: found.text,
        salt,
        epoch: { index, ...leaf, ...proveSlot({ secret, epoch: index, commitments }, commitment) },
        path: inclusionProof(index, size, tiles.subtrees),
        checkpoint: note,
      };
    },
    proveConsistency: (from, to) => consistencyProof(from, to, tiles.subtrees),
    leaves: (from) => tiles.leaves(from),
  };
  return log;
}

import type { EntryFilter, Finding, Kept } from '@entente/server';
import type { AuditEntries, AuditEntry } from '@entente/server/api-types';

/** The audit log of a node: in its data folder, or through its server. */
export type AuditSource = Disposable & {
  /** The log as it is now, signed, and the key that it is signed with. */
  checkpoint(): Promise<{ readonly note: string; readonly key: string; readonly size: number }>;
  /** Hashes of leaves, 32 bytes each, from this one on, to `size`. */
  leaves(from: number, size: number): AsyncIterable<Uint8Array>;
  /** Checks all that can be checked from here, and whether it goes on from what was kept. */
  verify(kept: readonly Kept[], wanted: Verifying): Promise<Verified>;
  /** The newest entries that a filter means. */
  entries(filter: EntryQuery, limit: number): Promise<AuditEntries>;
  /** All of them, newest first. */
  allEntries(filter: EntryQuery): AsyncIterable<AuditEntry>;
};

/** As people name them; kinds as the log calls them, times in ISO 8601. */
export type EntryQuery = {
  readonly kinds?: NonNullable<EntryFilter['kinds']> | undefined;
  readonly member?: string | undefined;
  readonly account?: string | undefined;
  readonly subject?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

export type Verifying = {
  /** Over a server: also the proof of every entry that the token may read. */
  readonly hasEntries: boolean;
  /** The key that the log must have; without it the one that its server names. */
  readonly key?: string | undefined;
};

export type Verified = {
  readonly epochs: number;
  /** Entries that were looked at. */
  readonly entries: number;
  /** Of those not yet sealed. */
  readonly open: number;
  readonly findings: readonly Finding[];
};

import { randomUUID } from 'node:crypto';
import { type RosterFile, rosterHash } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

export type HeldRoster = { readonly file: RosterFile; readonly hash: string; readonly taken: string };

export type StoredProposal = {
  readonly hash: string;
  readonly file: RosterFile;
  readonly note?: string;
  /** Name of the account, or of the member for whom the command line acted. */
  readonly proposedBy: string;
  readonly proposed: string;
};

export type RosterRefusalRow = {
  readonly reason: string;
  readonly message: string;
  /** Where it came from, for people. */
  readonly source: string;
  readonly version?: number;
  readonly first: string;
  readonly last: string;
  readonly times: number;
};

/** Versions of the signed roster, what is proposed, and what was refused. Writing is for open transactions. */
export type SignedRosterStore = {
  /** Id of this node, made at its first use. */
  nodeId(): string;
  current(): HeldRoster | undefined;
  /** Oldest first. */
  versions(): readonly HeldRoster[];
  /** Those after a version, oldest first. */
  since(version: number): readonly HeldRoster[];
  at(version: number): HeldRoster | undefined;
  add(file: RosterFile, taken: string): void;
  /** Puts other versions in the place of all that there were. */
  replace(files: readonly RosterFile[], taken: string): void;
  proposals(): readonly StoredProposal[];
  putProposal(proposal: StoredProposal): void;
  deleteProposal(hash: string): void;
  refusals(): readonly RosterRefusalRow[];
  addRefusal(refusal: Omit<RosterRefusalRow, 'first' | 'last' | 'times'> & { hash: string }, at: string): void;
};

export function createSignedRosterStore(database: Database): SignedRosterStore {
  let held: HeldRoster | undefined;
  let self: string | undefined;
  database.onRollback(() => {
    held = undefined;
    self = undefined;
  });
  const insert = database.prepare('INSERT INTO roster_version (version, hash, file, taken) VALUES (?, ?, ?, ?)');
  const newer = database.prepare('SELECT hash, file, taken FROM roster_version WHERE version > ? ORDER BY version');
  const one = database.prepare('SELECT hash, file, taken FROM roster_version WHERE version = ?');
  const toHeld = (row: Record<string, unknown>): HeldRoster => ({
    file: JSON.parse(String(row.file)) as RosterFile,
    hash: String(row.hash),
    taken: String(row.taken),
  });

  const store: SignedRosterStore = {
    nodeId() {
      if (self !== undefined) return self;
      const known = database.prepare('SELECT id FROM node_self').get()?.id;
      self = typeof known === 'string' ? known : randomUUID();
      if (self !== known) database.prepare('INSERT INTO node_self (node_self, id) VALUES (1, ?)').run(self);
      return self;
    },
    current() {
      if (held === undefined) {
        const row = database
          .prepare('SELECT hash, file, taken FROM roster_version ORDER BY version DESC LIMIT 1')
          .get();
        held = row === undefined ? undefined : toHeld(row);
      }
      return held;
    },
    versions: () => database.prepare('SELECT hash, file, taken FROM roster_version ORDER BY version').all().map(toHeld),
    since: (version) => newer.all(version).map(toHeld),
    at(version) {
      const row = one.get(version);
      return row === undefined ? undefined : toHeld(row);
    },
    add(file, taken) {
      insert.run(file.roster.version, rosterHash(file.roster), JSON.stringify(file), taken);
      database.prepare('DELETE FROM roster_proposal').run();
      held = undefined;
    },
    replace(files, taken) {
      database.prepare('DELETE FROM roster_version').run();
      for (const file of files) store.add(file, taken);
    },
    proposals: () =>
      database
        .prepare('SELECT hash, file, note, proposed_by, proposed FROM roster_proposal ORDER BY proposed, hash')
        .all()
        .map((row) => ({
          hash: String(row.hash),
          file: JSON.parse(String(row.file)) as RosterFile,
          ...(row.note === null ? {} : { note: String(row.note) }),
          proposedBy: String(row.proposed_by),
          proposed: String(row.proposed),
        })),
    putProposal({ hash, file, note, proposedBy, proposed }) {
      database
        .prepare(
          `INSERT INTO roster_proposal (hash, file, note, proposed_by, proposed) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET file = excluded.file`,
        )
        .run(hash, JSON.stringify(file), note ?? null, proposedBy, proposed);
    },
    deleteProposal: (hash) => {
      database.prepare('DELETE FROM roster_proposal WHERE hash = ?').run(hash);
    },
    refusals: () =>
      database
        .prepare(
          `SELECT reason, message, source, version, first, last, times FROM roster_refusal
           ORDER BY last DESC LIMIT 50`,
        )
        .all()
        .map((row) => ({
          reason: String(row.reason),
          message: String(row.message),
          source: String(row.source),
          ...(row.version === null ? {} : { version: Number(row.version) }),
          first: String(row.first),
          last: String(row.last),
          times: Number(row.times),
        })),
    addRefusal({ hash, reason, message, source, version }, at) {
      database
        .prepare(
          `INSERT INTO roster_refusal (hash, reason, message, source, version, first, last, times)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1)
           ON CONFLICT DO UPDATE SET last = excluded.last, times = times + 1`,
        )
        .run(hash, reason, message, source, version ?? null, at);
      // Whoever sends many must not fill the disk.
      database.exec(
        'DELETE FROM roster_refusal WHERE last < (SELECT min(last) FROM (SELECT last FROM roster_refusal ORDER BY last DESC LIMIT 200))',
      );
    },
  };
  return store;
}

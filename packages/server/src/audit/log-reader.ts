import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Hash, treeRoot } from '@entente/exchange';
import type { Viewer } from '../accounts/viewer.ts';
import { schemaFault, UnknownSchema } from '../database/unknown-schema.ts';
import type { Kept } from './check-kept.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type EntryMessage, toMessage } from './entry-message.ts';
import { createEntryQuery, type EntryFilter } from './entry-query.ts';
import { createLegends, type Legend } from './legend.ts';
import { readLogKey } from './log-key.ts';
import { formatVerifier } from './signed-note.ts';
import { createTileStore } from './tile-store.ts';
import { type LogReport, verifyOwnLog } from './verify-own-log.ts';

/** The log in a data file, as it is at one moment, for whoever sits at the machine. Changes nothing. */
export type LogReader = Disposable & {
  verify(kept: readonly Kept[]): LogReport;
  /** Undefined where there is no log yet. */
  checkpoint(): { readonly note: string; readonly key: string; readonly size: number } | undefined;
  /** Hashes of leaves from this one on: some of them. */
  leaves(from: number): readonly Hash[];
  /** Identity of the member of this name or identity. */
  memberNamed(nameOrIdentity: string): string | undefined;
  /** Id of the account of this id or e-mail address. */
  accountNamed(idOrEmail: string): string | undefined;
  /** Newest first; the last one's row is where a next page begins. */
  entries(
    filter: EntryFilter,
    before: number,
    limit: number,
  ): { entries: EntryMessage[]; legend: Legend; last: number };
};

/** Opens a data file for reading alone, also while a server runs on it. Throws UnknownSchema. */
export function openLogReader(file: string): LogReader {
  const connection = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  const fault = schemaFault(connection);
  if (fault !== undefined) {
    connection.close();
    throw new UnknownSchema(file, fault);
  }
  const prepared = new Map<string, StatementSync>();
  const database = {
    prepare(sql: string): StatementSync {
      const statement = prepared.get(sql) ?? connection.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
  // All that is read is of one moment, however long that takes.
  connection.exec('BEGIN');
  return {
    verify: (kept) => verifyOwnLog(database, kept),
    checkpoint() {
      const key = readLogKey(database);
      if (key === undefined) return undefined;
      const tiles = createTileStore(database);
      const size = tiles.size();
      const said = { origin: key.signer.name, size, root: treeRoot(size, tiles.subtrees) };
      return { note: signCheckpoint(said, key.signer), key: formatVerifier(key.signer), size };
    },
    leaves: (from) => createTileStore(database).leaves(from),
    memberNamed(nameOrIdentity) {
      const row = database
        .prepare(
          `SELECT p.identity FROM member m JOIN principal p ON p.principal = m.member
           WHERE m.name = ?1 OR p.identity = ?1`,
        )
        .get(nameOrIdentity);
      return row && String(row.identity);
    },
    accountNamed(idOrEmail) {
      const row = database
        .prepare('SELECT id FROM account WHERE id = ?1 OR email = ?2')
        .get(idOrEmail, idOrEmail.trim().toLowerCase());
      return row && String(row.id);
    },
    entries(filter, before, limit) {
      const found = createEntryQuery(database).page({ isAll: true }, filter, before, limit);
      const contents = found.map(({ content }) => content);
      const legend = createLegends(database).of(console, { isAll: true }, contents);
      return { entries: found.map(toMessage), legend, last: found.at(-1)?.entry ?? 0 };
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

/** Who reads everything, and acts for nobody. */
const console: Viewer = {
  principal: 0,
  member: 0,
  memberName: '',
  roles: new Set(),
  mayWrite: false,
  credential: 'local',
  credentialId: 'local',
};

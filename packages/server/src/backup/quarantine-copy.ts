import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Database, openDatabase } from '../database/open-database.ts';

/**
 * Puts a restored data file into quarantine, and carries over what the data that it replaces knows of recalls and purges:
 * a node that forgot these would show again what was taken back.
 */
export function quarantineCopy(copy: string, replaced: string): void {
  using database = openDatabase(copy);
  database.transaction(() => {
    if (existsSync(replaced)) carryPurges(replaced, database);
    database
      .prepare('INSERT OR REPLACE INTO quarantine (quarantine, since, ended, reason) VALUES (1, ?, NULL, NULL)')
      .run(new Date().toISOString());
  });
}

function carryPurges(replaced: string, into: Database): void {
  let from: DatabaseSync | undefined;
  try {
    from = new DatabaseSync(replaced);
    const secret = 'SELECT hex(secret) AS secret FROM coalition';
    if (from.prepare(secret).get()?.secret !== into.prepare(secret).get()?.secret) return;
    into.transaction(() => copyPurges(from as DatabaseSync, into));
  } catch {
    // Often a backup is restored because the data is damaged, or it is older than recalls: then there is nothing to carry,
    // and the quarantine says so.
  } finally {
    from?.close();
  }
}

function copyPurges(from: DatabaseSync, into: Database): void {
  const memberOf = into.prepare("SELECT principal FROM principal WHERE identity = ? AND kind = 'member'");
  const owned = (table: string) =>
    from
      .prepare(`SELECT t.*, p.identity FROM ${table} t JOIN principal p ON p.principal = t.owner`)
      .all()
      .flatMap((row) => {
        const member = memberOf.get(String(row.identity))?.principal;
        return member === undefined ? [] : [{ row, member: Number(member) }];
      });
  const insertTombstone = into.prepare(
    `INSERT OR IGNORE INTO tombstone (owner, id, modified, content, purged, cause, older) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { row, member } of owned('tombstone')) {
    const { id, modified, content, purged, cause, older } = row as Record<string, string | number>;
    insertTombstone.run(member, id ?? '', modified ?? '', content ?? '', purged ?? '', cause ?? '', older ?? 0);
  }
  const isKnown = into.prepare('SELECT 1 FROM recall WHERE id = ? AND owner = ?');
  // Not purged yet, as far as this copy goes: the node does so when it starts.
  const insertRecall = into.prepare(
    `INSERT INTO recall (id, owner, object, whole, because, reason, ordered, ordered_by, backups, holder, word, peer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertVersion = into.prepare('INSERT INTO recall_version (recall, modified, stamp) VALUES (?, ?, ?)');
  const versionsOf = from.prepare('SELECT modified, stamp FROM recall_version WHERE recall = ?');
  const reachedOf = from.prepare(
    'SELECT how, holder, name, member, time, certain FROM recall_reached WHERE recall = ?',
  );
  const insertReached = into.prepare(
    'INSERT INTO recall_reached (recall, how, holder, name, member, time, certain) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { row, member } of owned('recall')) {
    const { recall = 0, id = '', object = '', whole = 0, reason = '', ordered = '', backups = 0 } = row;
    if (isKnown.get(id, member) !== undefined) continue;
    const { because = 'recalled', ordered_by: by = null, holder = null, word = null, peer = null } = row;
    const told = [reason, ordered, by, backups, holder, word, peer] as const;
    const added = insertRecall.run(id, member, object, whole, because, ...told);
    for (const { modified = '', stamp = '' } of versionsOf.all(recall)) {
      insertVersion.run(added.lastInsertRowid, modified, stamp);
    }
    for (const { how = '', holder = '', name = '', member: of = '', time = '', certain = 0 } of reachedOf.all(recall)) {
      insertReached.run(added.lastInsertRowid, how, holder, name, of, time, certain);
    }
  }
}

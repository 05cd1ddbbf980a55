import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openDatabase } from '../open-database.ts';
import { migrations } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'entente-migration-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A data file as it was before there were units: two members, an account that is enabled and one that is not. */
function before(): string {
  const file = join(folder, 'entente.db');
  using old = new DatabaseSync(file);
  for (const sql of migrations.slice(0, 3)) old.exec(sql);
  old.exec(`
    PRAGMA user_version = 3;
    INSERT INTO principal (principal, kind, name, identity, member, has_read) VALUES
      (1, 'member', 'France', 'identity--1', 1, 1), (2, 'member', 'Iraq', 'identity--2', 2, 0);
    INSERT INTO member (member, name, kind, joined) VALUES (1, 'France', 'country', '2014-09-10'),
      (2, 'Iraq', 'country', '2014-09-10');
    INSERT INTO account (id, member, name, email, disabled, created, updated) VALUES
      ('a', 1, 'Ana', 'ana@x.example', 0, '2026', '2026'), ('b', 1, 'Ben', 'ben@x.example', 1, '2026', '2026'),
      ('c', 2, 'Cid', 'cid@x.example', 0, '2026', '2026');
    INSERT INTO visible (principal, terms) VALUES (1, 10), (1, 11), (2, 11);`);
  return file;
}

test('the accounts that there are become persons, who go on reading what their member reads', () => {
  using database = openDatabase(before());
  const people = database
    .prepare(
      `SELECT a.id, p.kind, p.identity, p.member, p.has_read, a.unit, a.cleared_for_red,
              (SELECT group_concat(v.terms) FROM visible v WHERE v.principal = p.principal) AS sees
       FROM account a JOIN principal p ON p.principal = a.principal ORDER BY a.id`,
    )
    .all()
    .map((row) => ({ ...row }));
  const person = { kind: 'person', unit: null, cleared_for_red: 0 };
  assert.deepEqual(people, [
    { id: 'a', identity: 'identity--a', member: 1, has_read: 1, sees: '10,11', ...person },
    { id: 'b', identity: 'identity--b', member: 1, has_read: 0, sees: null, ...person },
    { id: 'c', identity: 'identity--c', member: 2, has_read: 0, sees: '11', ...person },
  ]);
});

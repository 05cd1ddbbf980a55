import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { migrations } from './migrations/index.ts';
import { openDatabase } from './open-database.ts';
import { UnknownSchema } from './unknown-schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'entente-schema-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A data file after so many migrations, and then changed by `sql`. */
function dataFileOf(version: number, sql = ''): string {
  const file = join(folder, `${Math.random()}.db`);
  using connection = new DatabaseSync(file);
  connection.exec('PRAGMA synchronous = OFF');
  for (const migration of migrations.slice(0, version)) connection.exec(migration);
  connection.exec(`PRAGMA user_version = ${version}; ${sql}`);
  return file;
}

test('a file of an older version is opened and brought up to date', () => {
  for (const version of [0, 1, migrations.length - 1, migrations.length]) {
    using database = openDatabase(dataFileOf(version));
    assert.deepEqual({ ...database.prepare('PRAGMA user_version').get() }, { user_version: migrations.length });
  }
});

test('a file whose tables no version made is refused before anything in it is changed', () => {
  const faults = [
    ['ALTER TABLE coalition RENAME COLUMN name TO title', /has no coalition\.name\)/],
    ['ALTER TABLE coalition ADD COLUMN motto TEXT', /has a coalition\.motto\)/],
    ['DROP TABLE visible', /has no table visible\)/],
  ] as const;
  for (const [sql, named] of faults) {
    const file = dataFileOf(2, sql);
    assert.throws(
      () => openDatabase(file),
      (error) => error instanceof UnknownSchema && named.test(error.message) && /never released/.test(error.message),
    );
    using untouched = new DatabaseSync(file);
    assert.deepEqual({ ...untouched.prepare('PRAGMA user_version').get() }, { user_version: 2 });
  }
});

test('a file of a newer version is refused, and tables of others are none of our business', () => {
  const newer = dataFileOf(migrations.length, `PRAGMA user_version = ${migrations.length + 1}`);
  assert.throws(() => openDatabase(newer), /was written by a newer Entente/);
  openDatabase(dataFileOf(migrations.length, 'CREATE TABLE of_an_operator (note TEXT)'))[Symbol.dispose]();
});

test('where one migration cannot be carried out none is', () => {
  const file = dataFileOf(2, 'CREATE TABLE peer (of_an_operator TEXT)');
  assert.throws(() => openDatabase(file), /table peer already exists/);
  using untouched = new DatabaseSync(file);
  assert.deepEqual({ ...untouched.prepare('PRAGMA user_version').get() }, { user_version: 2 });
  assert.equal(untouched.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'node_self'").get(), undefined);
});

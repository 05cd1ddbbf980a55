import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { createCore, dataFile, openDatabase } from '@entente/server';
import { entente, indicators, newCoalition, startServer, taxii, temporaryFolder } from './entente.ts';

/** Lets epochs of a log end, as if time had passed, with something in them. */
async function pass(data: string, epochs: number): Promise<void> {
  let time = Date.now();
  const database = openDatabase(dataFile(data));
  const before = database.prepare('SELECT max(ended) AS ended FROM audit_epoch').get()?.ended;
  time = Math.max(time, Number(before ?? 0)) + 1000;
  const core = createCore(database, { clock: () => time });
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    core.access.tokens.create(core.localViewer(1), { member: 1, label: 'x', write: false });
    time += 10_000;
    await core.audit.seal();
  }
  await core.close();
}

function tamper(data: string, sql: string): void {
  const database = new DatabaseSync(dataFile(data));
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  database.close();
}

test('the audit log from the command line', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const kept = join(folder.path, 'kept.checkpoint');
  await pass(data, 3);

  await t.test('a checkpoint is kept, with what it stands for, and only ever replaced by a later one', async () => {
    const first = await entente(['audit', 'checkpoint', '--data', data, '-o', kept]);
    assert.equal(first.code, 0, first.stderr);
    assert.match(readFileSync(kept, 'utf8'), /^entente-node\/[0-9a-f]{16}\n3\n[A-Za-z0-9+/]{43}=\n\n— entente-node/);
    assert.equal(readFileSync(`${kept}.leaves`).length, 3 * 32);
    await pass(data, 2);
    assert.equal((await entente(['audit', 'checkpoint', '--data', data, '-o', kept])).code, 0);
    assert.match(readFileSync(kept, 'utf8'), /\n5\n/);
    const printed = await entente(['audit', 'checkpoint', '--data', data]);
    assert.equal(printed.stdout, readFileSync(kept, 'utf8'));
  });

  await t.test('a sound log is said to be, and to go on from what was kept', async () => {
    const { code, stdout, stderr } = await entente(['audit', 'verify', '--data', data, '--checkpoint', kept]);
    assert.equal(code, 0, stderr + stdout);
    assert.match(stdout, /The log is sound: 5 epochs/);
    assert.match(stdout, /It goes on from .*kept\.checkpoint/);
  });

  await t.test('over a server too, with every entry that the token may read', async () => {
    await using server = await startServer(['serve', '--data', data]);
    const objects = `${server.taxii}coalition/collections/shared/objects/`;
    await taxii(objects, tokens.france, indicators(3));
    await taxii(objects, tokens.iraq);
    const there = ['--url', server.url, '--token', tokens.iraq];
    const verified = await entente(['audit', 'verify', ...there, '--checkpoint', kept, '--entries', '--json']);
    const report = JSON.parse(verified.stdout) as { sound: boolean; epochs: number; entries: number };
    assert.equal(verified.code, 0, verified.stdout);
    assert.ok(report.sound && report.epochs >= 5 && report.entries >= 1);
    const entries = await entente(['audit', 'entries', ...there, '--json']);
    const kinds = (JSON.parse(entries.stdout) as { entries: { kind: string }[] }).entries.map(({ kind }) => kind);
    assert.ok(kinds.includes('delivered') && !kinds.includes('released'));
    const key = `${readFileSync(kept, 'utf8').split('\n')[0]}+00000000+AQ==`;
    assert.equal((await entente(['audit', 'verify', ...there, '--key', key])).code, 1);
    // While the server runs, its own data can be read as well.
    assert.equal((await entente(['audit', 'verify', '--data', data, '--checkpoint', kept])).code, 0);
    assert.equal(await server.end('SIGTERM'), 0);
  });

  await t.test('entries are listed and written to files', async () => {
    const listed = await entente(['audit', 'entries', '--data', data, '--kind', 'delivered']);
    assert.match(listed.stdout, /delivered/);
    assert.doesNotMatch(listed.stdout, /token-created/);
    const unknown = await entente(['audit', 'entries', '--data', data, '--kind', 'nonsense']);
    assert.equal(unknown.code, 2);
    const file = join(folder.path, 'audit.csv');
    assert.equal((await entente(['audit', 'export', '--data', data, '-o', file])).code, 0);
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    assert.match(lines[0] ?? '', /^time,kind,by/);
    assert.ok(lines.length > 8);
    const json = await entente(['audit', 'export', '--data', data, '--format', 'ndjson', '--member', 'Iraq']);
    for (const line of json.stdout.trim().split('\n')) assert.match(line, /"kind":/);
  });

  await t.test('old entries are forgotten, and the log stays sound', async () => {
    const copy = join(folder.path, 'copy');
    mkdirSync(copy);
    copyFileSync(join(data, 'entente.db'), join(copy, 'entente.db'));
    const forgotten = await entente(['audit', 'forget', '--data', copy, '--until', '2100-01-01']);
    assert.equal(forgotten.code, 0, forgotten.stderr);
    const { code, stdout } = await entente(['audit', 'verify', '--data', copy, '--checkpoint', kept]);
    assert.equal(code, 0, stdout);
    const before = (await entente(['audit', 'entries', '--data', data])).stdout;
    const after = (await entente(['audit', 'entries', '--data', copy])).stdout;
    assert.match(before, /token-created/);
    assert.match(after, /forgotten/);
    assert.doesNotMatch(after, /token-created/);
  });

  await t.test('what was tampered with is named', async () => {
    const broken = async (sql: string, message: RegExp, undo: string) => {
      tamper(data, sql);
      const { code, stdout } = await entente(['audit', 'verify', '--data', data, '--checkpoint', kept]);
      tamper(data, undo);
      assert.equal(code, 1, stdout);
      assert.match(stdout, message);
    };
    const id = String(
      (
        JSON.parse((await entente(['audit', 'entries', '--data', data, '--json'])).stdout) as {
          entries: { id: string; sealed: boolean }[];
        }
      ).entries.find(({ sealed }) => sealed)?.id,
    );
    await broken(
      `UPDATE audit_entry SET content = content || ' ' WHERE id = '${id}'`,
      new RegExp(`broken: epoch \\d+: entry ${id}, the number 1 of \\d+, was changed`),
      `UPDATE audit_entry SET content = rtrim(content) WHERE id = '${id}'`,
    );
    const ended =
      'CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM audit_epoch; CREATE TABLE IF NOT EXISTS tile AS SELECT * FROM audit_tile';
    await broken(
      `${ended}; DELETE FROM audit_epoch WHERE epoch >= 4; UPDATE audit_tile SET hashes = substr(hashes, 1, 32 * 4)`,
      /the log ends at epoch 3; .*kept\.checkpoint was signed when it had 5: epochs 4 to 4 are gone/,
      'DELETE FROM audit_epoch; INSERT INTO audit_epoch SELECT * FROM kept; DELETE FROM audit_tile; INSERT INTO audit_tile SELECT * FROM tile',
    );
    assert.equal((await entente(['audit', 'verify', '--data', data, '--checkpoint', kept])).code, 0);
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('\n5\n', '\n4\n'));
    const forged = await entente(['audit', 'verify', '--data', data, '--checkpoint', kept]);
    assert.match(forged.stdout, /the checkpoint was changed, or the log has another key/);
    const refused = await entente(['audit', 'checkpoint', '--data', data, '-o', kept]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /stays as it is/);
  });
});

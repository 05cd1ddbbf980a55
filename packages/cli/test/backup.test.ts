import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CheckResult } from '@entente/server';
import { entente, indicators, newCoalition, startServer, taxii, temporaryFolder } from './entente.ts';

test('backup and restore', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const file = join(folder.path, 'backup.db');
  const restored = join(folder.path, 'restored');

  await t.test('a backup made while the server takes writes is one moment of it', async () => {
    await using server = await startServer(['serve', '--data', data]);
    const objects = `${server.taxii}coalition/collections/shared/objects/`;
    await taxii(objects, tokens.france, indicators(500));
    let isRunning = true;
    const writing = (async () => {
      for (let round = 1; isRunning; round += 1) await taxii(objects, tokens.france, indicators(50, round * 1000));
    })();
    const backup = await entente(['backup', '--data', data, '-o', file, '--json']);
    isRunning = false;
    await writing;
    assert.equal(backup.code, 0, backup.stderr);
    assert.equal((JSON.parse(backup.stdout) as { bytes: number }).bytes, statSync(file).size);
    assert.equal(statSync(file).mode & 0o777, 0o600, 'for nobody else to read');
    const logged = await entente(['audit', 'entries', '--kind', 'backup-made', '--data', data, '--json']);
    assert.match(logged.stdout, /"name": ?"backup\.db"/, logged.stderr);
    assert.equal(await server.end('SIGTERM'), 0);
    const verified = await entente(['audit', 'verify', '--data', data]);
    assert.equal(verified.code, 0, verified.stdout);
  });

  await t.test('the restored node is sound and has what was there', async () => {
    const { code, stderr } = await entente(['restore', file, '--data', restored]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(readdirSync(restored), ['entente.db']);
    const doctor = await entente(['doctor', '--data', restored, '--thorough', '--json']);
    assert.equal(doctor.code, 0, doctor.stdout);
    const exported = await entente(['export', '--as', 'Iraq', '--data', restored]);
    const ids = (JSON.parse(exported.stdout) as { objects: { id: string }[] }).objects.map(({ id }) => id);
    for (const { id } of indicators(500)) assert.ok(ids.includes(String(id)));
  });

  await t.test('nothing is overwritten unasked', async () => {
    const again = await entente(['restore', file, '--data', restored]);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /not empty.*\n.*--force/);
    assert.equal((await entente(['restore', file, '--data', restored, '--force'])).code, 0);
    assert.match((await entente(['backup', '--data', data, '-o', file])).stderr, /there already/);
  });

  await t.test('a damaged backup is refused before anything is touched', async () => {
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(40_000, 0xff), 0, 40_000, 8192);
    closeSync(descriptor);
    const damaged = await entente(['restore', file, '--data', join(folder.path, 'other')]);
    assert.equal(damaged.code, 1);
    assert.match(damaged.stderr, /damaged/);
    writeFileSync(join(folder.path, 'text.db'), 'not a database, but as long as one could be');
    const text = await entente(['restore', join(folder.path, 'text.db'), '--data', restored, '--force']);
    assert.equal(text.code, 1);
    assert.equal((await entente(['member', 'list', '--data', restored])).code, 0, 'what was there still is');
  });

  await t.test('doctor finds counters that are wrong and says what to do', async () => {
    const { DatabaseSync } = await import('node:sqlite');
    const connection = new DatabaseSync(join(restored, 'entente.db'));
    connection.exec(
      'UPDATE catalogue_count SET objects = objects + 1; DELETE FROM search WHERE rowid IN (SELECT max(rowid) FROM search)',
    );
    connection.close();
    const { code, stdout } = await entente(['doctor', '--data', restored, '--json']);
    assert.equal(code, 1);
    const { checks } = JSON.parse(stdout) as { checks: CheckResult[] };
    const failed = checks.filter(({ state }) => state === 'failed');
    assert.deepEqual(
      failed.map(({ check }) => check),
      ['catalogue by type', 'texts searched'],
    );
    assert.ok(failed.every(({ advice }) => advice !== undefined));
  });
});

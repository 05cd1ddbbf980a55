import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createBackup } from '../backup/create-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { initialise } from '../coalition/initialise.ts';
import { defaultLimits } from '../config.ts';
import { openDatabase } from '../database/open-database.ts';
import { dataFile, type Node, startNode } from '../node.ts';
import { note, tlp } from '../objects/test-coalition.ts';

const password = 'a long enough password';

test('a node restored from a backup serves nothing until its operator says so, and forgets no recall', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-restored-'));
  const [data, backup] = [join(folder, 'data'), join(folder, 'backup.db')];
  const start = () => startNode({ data, host: '127.0.0.1', port: 0, logLevel: 'silent', limits: defaultLimits });
  const ask = async (node: Node, method: string, path: string, body?: object) => {
    const { status } = await fetch(new URL(path, node.url), {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`founder@people.example:${password}`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return status;
  };
  const mine = note('Recalled after the backup was made.');
  try {
    mkdirSync(data);
    await (async () => {
      using database = openDatabase(dataFile(data));
      const member = { name: 'France', kind: 'country' } as const;
      await initialise(database, { name: 'Test', member, admin: { email: 'founder@people.example', password } });
    })();
    await (async () => {
      await using node = await start();
      const { core } = node;
      const founder = core.localViewer(1);
      const open = await core.collectionService.add(founder, { title: 'Open', readers: 'all', writers: 'all' });
      const value = { ...mine, created_by_ref: core.members.get(1).identity, object_marking_refs: [tlp('green')] };
      await core.service.add(founder, open, [{ bytes: Buffer.from(JSON.stringify(value)), value }]);
      await createBackup(core.database, backup);
      await core.recall.recallService.order(founder, { object: String(mine.id), reason: 'Wrong' });
    })();
    await restoreBackup(backup, data, { force: true });
    await using node = await start();
    const closed = [
      '/api/objects',
      `/api/objects/${mine.id}`,
      '/api/recalls',
      '/api/export?format=stix',
      '/api/events',
      '/taxii2/',
      '/taxii2/coalition/collections/',
    ];
    for (const path of closed) assert.equal(await ask(node, 'GET', path), 503, path);
    assert.equal(await ask(node, 'POST', '/api/objects', {}), 503);
    assert.equal(await ask(node, 'GET', '/api/operator'), 200);
    assert.equal(await ask(node, 'POST', '/api/operator/quarantine/end', { reason: ' ' }), 422);
    assert.equal(await ask(node, 'POST', '/api/operator/quarantine/end', { reason: 'Nobody else has it' }), 204);
    assert.equal(await ask(node, 'POST', '/api/operator/quarantine/end', { reason: 'Again' }), 409);
    assert.equal(await ask(node, 'GET', '/api/objects'), 200);
    assert.equal(await ask(node, 'GET', `/api/objects/${mine.id}`), 404, 'what was recalled since stays away');
    const entries = node.core.database.prepare("SELECT content FROM audit_entry WHERE kind = 'quarantine-ended'").all();
    assert.equal(entries.length, 1);
    assert.match(String(entries[0]?.content), /"how":"override"/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

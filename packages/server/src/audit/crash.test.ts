import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { createCore } from '../core.ts';
import { openDatabase } from '../database/open-database.ts';
import type { EntryContent } from './entry-content.ts';
import { verifyOwnLog } from './verify-own-log.ts';

/** Publishes without end, and says of each object that it is stored. */
const child = `
  import { createAuditedCoalition } from ${JSON.stringify(new URL('test-coalition.ts', import.meta.url).href)};
  const coalition = await createAuditedCoalition(process.argv[1]);
  for (;;) {
    console.log(await coalition.publish('France', 'green'));
    if (Math.random() < 0.2) await coalition.pass();
  }
`;

test('what was acknowledged before kill -9 is in the log, which is sound, and goes on with one leaf', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-crash-'));
  try {
    const file = join(folder, 'node.db');
    const running = spawn(process.execPath, ['--input-type=module', '--eval', child, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const stored: string[] = [];
    for await (const id of createInterface({ input: running.stdout })) {
      stored.push(id);
      if (stored.length === 60) running.kill('SIGKILL');
    }
    if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    assert.equal(running.signalCode, 'SIGKILL');

    using database = openDatabase(file);
    const before = verifyOwnLog(database);
    assert.deepEqual(before.findings, []);
    assert.ok(before.epochs > 0);
    // Objects of the log, by the dates added that it says were released.
    const released = database
      .prepare("SELECT content FROM audit_entry WHERE kind = 'released'")
      .all()
      .flatMap(({ content }) => (JSON.parse(String(content)) as EntryContent).detail?.releases as { until: string }[])
      .map(({ until }) => until);
    const objects = database
      .prepare(
        `SELECT v.id, p.added FROM placement p JOIN version v ON v.version = p.version
         JOIN audit_release r ON r.terms = p.terms AND p.added BETWEEN r.first_added AND r.last_added`,
      )
      .all()
      .map(({ id }) => String(id));
    assert.ok(stored.length >= 60 && stored.every((id) => objects.includes(id)));
    assert.ok(released.length >= stored.length);

    const later = Date.now() + 3_600_000;
    const core = createCore(database, { clock: () => later });
    await core.audit.seal();
    await core.audit.seal();
    const afterwards = verifyOwnLog(database);
    assert.deepEqual([afterwards.findings, afterwards.open], [[], 0]);
    assert.equal(afterwards.epochs, before.epochs + 1);
    await core.audit.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

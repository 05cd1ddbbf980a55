import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { CheckResult } from '@entente/server';
import { dataFile } from '@entente/server';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

test('a data folder whose schema was never released is named as that by every command', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  {
    using connection = new DatabaseSync(dataFile(data));
    connection.exec('ALTER TABLE coalition RENAME COLUMN name TO title');
  }
  const commands = [
    ['serve', '--data', data, '--port', '0'],
    ['member', 'list', '--data', data],
    ['audit', 'verify', '--data', data],
    ['restore', dataFile(data), '--data', join(folder.path, 'restored')],
  ];
  // One after the other: a folder is one process's at a time, and says so to the others.
  for (const command of commands) {
    const { code, stderr } = await entente(command);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /was written by a version of Entente that was never released/);
    assert.match(stderr, /entente export.*entente init/);
    assert.doesNotMatch(stderr, /SQL|damaged|\bat /);
  }
  const { code, stdout } = await entente(['doctor', '--data', data, '--json']);
  assert.equal(code, 1);
  const { checks } = JSON.parse(stdout) as { checks: CheckResult[] };
  assert.deepEqual(
    checks.filter(({ state }) => state === 'failed').map(({ check }) => check),
    ['schema'],
  );
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  dataFile,
  defaultLimits,
  initialise,
  loadSample,
  type Node,
  openDatabase,
  openLogReader,
  startNode,
} from '@entente/server';
import type { AuditCheckpoint, AuditConsistencyProof, AuditEntries, AuditEntryProof } from '@entente/server/api-types';
import type { Browser } from 'playwright-core';
import { isContinued, isProven, openCheckpoint } from '../src/features/audit/check-proofs.ts';
import { launchBrowser, noBrowser, visit } from './browser.ts';
import { notBuilt, samplePassword } from './sample-node.ts';

const auditor = 'auditor@coalition.example';
const authorization = `Basic ${Buffer.from(`${auditor}:${samplePassword}`).toString('base64')}`;

describe('the auditor’s page', () => {
  const data = mkdtempSync(join(tmpdir(), 'entente-audit-web-'));
  let node: Node;
  before(async () => {
    {
      using database = openDatabase(dataFile(data));
      await loadSample(database);
    }
    node = await startNode({
      data,
      host: '127.0.0.1',
      port: 0,
      webRoot: fileURLToPath(new URL('../dist', import.meta.url)),
      logLevel: 'silent',
      limits: defaultLimits,
      auditEpochMilliseconds: 100,
    });
  });
  after(async () => {
    await node[Symbol.asyncDispose]();
    rmSync(data, { recursive: true });
  });

  /** A checkpoint of a log that is not this one. */
  async function anotherLog(): Promise<{ note: string; key: string }> {
    const other = mkdtempSync(join(tmpdir(), 'entente-audit-other-'));
    try {
      const admin = { email: 'a@b.example', password: samplePassword };
      using database = openDatabase(dataFile(other));
      await initialise(database, { name: 'Other', member: { name: 'Other', kind: 'country' }, admin });
      using reader = openLogReader(dataFile(other));
      const checkpoint = reader.checkpoint();
      assert.ok(checkpoint);
      return checkpoint;
    } finally {
      rmSync(other, { recursive: true });
    }
  }

  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(new URL(`/api/audit/${path}`, node.url), { headers: { authorization } });
    assert.equal(response.status, 200, path);
    return (await response.json()) as T;
  };
  /** A checkpoint of a log that has grown since `size`. */
  async function later(size: number): Promise<AuditCheckpoint> {
    for (;;) {
      const checkpoint = await ask<AuditCheckpoint>('checkpoint');
      if (checkpoint.size > size) return checkpoint;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('believes only what is signed and proven', async () => {
    const first = await later(2);
    const second = await later(first.size + 2);
    const [before, now] = [await openCheckpoint(first), await openCheckpoint(second)];
    assert.ok(before && now);
    assert.equal(await openCheckpoint({ ...first, note: first.note.replace(`\n${first.size}\n`, '\n1\n') }), undefined);
    assert.equal(await openCheckpoint({ ...first, key: first.key.replace('+', '+0') }), undefined);

    const proof = await ask<AuditConsistencyProof>(`proof/consistency?from=${before.size}&to=${now.size}`);
    assert.equal(await isContinued(before, now, proof), true);
    assert.equal(await isContinued({ ...before, root: now.root }, now, proof), false);
    assert.equal(await isContinued(before, { ...now, root: before.root }, proof), false);
    assert.equal(await isContinued(before, now, { ...proof, path: proof.path.slice(1) }), false);
    assert.equal(await isContinued(now, before, proof), false);

    const { entries } = await ask<AuditEntries>('entries?kind=member-joined&limit=3');
    assert.equal(entries.length, 3);
    for (const { id } of entries) {
      const proven = await ask<AuditEntryProof>(`proof/inclusion?entry=${id}`);
      assert.equal(await isProven(proven), true);
      assert.equal(await isProven({ ...proven, entry: proven.entry.replace('joined', 'left') }), false);
      assert.equal(await isProven({ ...proven, salt: proven.epoch.order }), false);
    }
  });

  test('answers, proves, and notices that the log was replaced', { skip: noBrowser ?? notBuilt }, async () => {
    const browser: Browser = await launchBrowser();
    try {
      const { page, complaints } = await visit(browser, node.url, { email: auditor, password: samplePassword });
      await page.goto('/audit?kind=member-joined');
      await page.getByText('This browser keeps the checkpoint').waitFor();
      await page.getByRole('button', { name: 'Prove' }).first().click();
      await page.getByText(/proven, epoch \d+/).waitFor();

      await page.getByRole('tab', { name: 'What has it had?' }).click();
      await page.getByLabel('What has this member had?').fill('Atlantis');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.getByText('Nothing to tell').waitFor();

      await page.reload();
      await page.getByText('it goes on from').waitFor();
      await page.evaluate(
        (kept) => {
          localStorage.setItem(
            'entente.audit.checkpoint',
            JSON.stringify({ ...kept, time: '2026-01-01T00:00:00.000Z' }),
          );
        },
        await anotherLog(),
      );
      await page.reload();
      await page.getByText('This log has another key').waitFor();
      await page.getByRole('button', { name: 'Expect this log from now on' }).click();
      await page.getByText('it goes on from').waitFor();
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
    }
  });
});

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectionOf, makeCoalition, makeReleaseLists, scratchFolder, tokenFor } from './coalition.ts';
import { createClient } from './http-client.ts';
import { median } from './median.ts';
import { startServer } from './process.ts';
import { rawInsert } from './raw-insert.ts';
import { type Row, row } from './table.ts';

const envelopeObjects = 1000;
const runs = 3;

/** Ingest through TAXII and through `entente import`, beside parsing and inserting the same rows. */
export async function ingest(objects: readonly Buffer[]): Promise<Row[]> {
  const limit = await median(runs, () => rawInsert(objects, false));
  const withText = await median(runs, () => rawInsert(objects, true));
  return [
    row(
      'ingest over TAXII, one list',
      await median(runs, () => overTaxii(objects, 1, 0)),
      limit,
      'objects/s',
      '≥ 0.25',
    ),
    row(
      'ingest over TAXII, 80 members, 80 lists',
      await median(runs, () => overTaxii(objects, 80, 80)),
      limit,
      'objects/s',
      '≥ 0.25',
    ),
    row('`entente import`', await median(runs, () => overCommand(objects)), limit, 'objects/s', '≥ 0.25'),
    row('the limit, with a text index besides', withText, limit, 'objects/s', '—'),
  ];
}

async function overTaxii(objects: readonly Buffer[], members: number, lists: number): Promise<number> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, members);
  const markings = lists === 0 ? [] : await makeReleaseLists(core, lists);
  const token = tokenFor(core, 'Member 1');
  const { id } = collectionOf(core);
  await core.close();
  const marked =
    markings.length === 0 ? objects : objects.map((each, index) => mark(each, markings[index % lists] ?? ''));

  await using node = await startServer(folder.path);
  const client = createClient(2, {
    authorization: `Bearer ${token}`,
    accept: 'application/taxii+json;version=2.1',
  });
  const url = `${node.url}coalition/collections/${id}/objects/`;
  const envelopes = Array.from({ length: Math.ceil(marked.length / envelopeObjects) }, (_, index) =>
    Buffer.from(`{"objects":[${marked.slice(index * envelopeObjects, (index + 1) * envelopeObjects).join(',')}]}`),
  );
  const started = performance.now();
  // Two under way: while one is written, the next is on its way.
  const queue = envelopes.values();
  await Promise.all(
    [1, 2].map(async () => {
      for (const envelope of queue) {
        const { status, body } = await client.send(url, 'POST', envelope);
        const { failure_count } = JSON.parse(body.toString()) as { failure_count?: number };
        if (status !== 202 || failure_count !== 0) throw new Error(`${status}: ${body.toString().slice(0, 400)}`);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  client.close();
  return marked.length / seconds;
}

/** Adds a marking to an object's text. */
function mark(object: Buffer, marking: string): Buffer {
  const value = JSON.parse(object.toString());
  return Buffer.from(
    JSON.stringify({ ...value, object_marking_refs: [...(value.object_marking_refs ?? []), marking] }),
  );
}

/** What is imported a second, without what starting the command takes. */
async function overCommand(objects: readonly Buffer[]): Promise<number> {
  using folder = scratchFolder();
  const core = await makeCoalition(folder.path, 1);
  await core.close();
  const file = join(folder.path, 'corpus.ndjson');
  writeFileSync(file, Buffer.concat(objects.flatMap((each) => [each, Buffer.from('\n')])));
  const command = fileURLToPath(new URL('../packages/cli/bin/entente.mjs', import.meta.url));
  const run = (files: readonly string[]): Promise<number> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const args = [
        'import',
        ...files,
        '--data',
        folder.path,
        '--member',
        'Member 1',
        '--collection',
        'corpus',
        '--json',
      ];
      const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
      child.once('exit', (code) =>
        code === 0 ? resolve(performance.now() - began) : reject(new Error(`import: ${code}`)),
      );
    });
  const empty = join(folder.path, 'empty.ndjson');
  writeFileSync(empty, objects[0] ?? '');
  const start = await run([empty]);
  return (objects.length / ((await run([file])) - start)) * 1000;
}

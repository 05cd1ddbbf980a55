import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dataFile } from '@entente/server';
import { collectionOf, makeCoalition, makeReleaseLists, scratchFolder, tokenFor } from './coalition.ts';
import { createClient } from './http-client.ts';
import { startServer } from './process.ts';
import { rawInsert } from './raw-insert.ts';
import { type Row, row } from './table.ts';

const envelopeObjects = 1000;
const runs = 5;

/** Objects a second. `settled`: until their text is indexed and they are signed, too. */
type Ingested = { readonly acknowledged: number; readonly settled: number };

/**
 * Ingest through TAXII and through `entente import`, each beside parsing and inserting the same rows, in turn: the machine
 * is rarely as quick for all of them.
 */
export async function ingest(objects: readonly Buffer[]): Promise<Row[]> {
  const limit = (): number => rawInsert(objects, false);
  const figure = async (what: string, measure: () => Promise<number>, beside = limit): Promise<Row> => {
    const [measured, limited] = await inTurn(measure, beside);
    return row(what, measured, limited, 'objects/s', '≥ 0.25');
  };
  const acknowledged = async (members: number, lists: number): Promise<number> =>
    (await overTaxii(objects, members, lists)).acknowledged;
  const [settled, withText] = await inTurn(
    async () => (await overTaxii(objects, 1, 0)).settled,
    () => rawInsert(objects, true),
  );
  return [
    await figure('ingest over TAXII, one list', () => acknowledged(1, 0)),
    await figure('ingest over TAXII, 80 members, 80 lists', () => acknowledged(80, 80)),
    await figure('`entente import`', () => overCommand(objects)),
    row('ingest over TAXII until indexed and signed, beside the limit with text', settled, withText, 'objects/s', '—'),
  ];
}

/** Both in turn, so many times: those of the turn in which their ratio was the middle one. */
async function inTurn(measure: () => Promise<number>, limit: () => number): Promise<readonly [number, number]> {
  const turns: [number, number][] = [];
  for (let turn = 0; turn < runs; turn += 1) turns.push([await measure(), limit()]);
  const [middle] = turns.sort(([a, one], [b, other]) => a / one - b / other).slice(runs >> 1);
  return middle ?? [Number.NaN, Number.NaN];
}

async function overTaxii(objects: readonly Buffer[], members: number, lists: number): Promise<Ingested> {
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
  const seconds = (): number => (performance.now() - started) / 1000;
  const acknowledged = marked.length / seconds();
  client.close();
  while (!isSettled(folder.path)) await pause(20);
  return { acknowledged, settled: marked.length / seconds() };
}

function isSettled(data: string): boolean {
  using database = new DatabaseSync(dataFile(data), { readOnly: true });
  const { waiting, signed, last } =
    database
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM search_waiting) AS waiting, (SELECT added FROM signing_cursor) AS signed,
         (SELECT max(added) FROM placement) AS last`,
      )
      .get() ?? {};
  return waiting === 0 && signed === last;
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

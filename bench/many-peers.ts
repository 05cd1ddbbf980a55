import { join } from 'node:path';
import { type Core, openDatabase } from '@entente/server';
import { startBenchNode } from './bench-node.ts';
import { scratchFolder } from './coalition.ts';
import { generated } from './corpus.ts';
import { startHolders } from './holders.ts';
import { type Row, row } from './table.ts';

const rounds = 60;
const batch = 500;
/** Between two objects, in milliseconds: what one causes at all nodes is over then. */
const pauseMilliseconds = 300;

/**
 * One node that `peers` others read at, which are real servers in as many processes as there are processors: how long
 * until what is published there can be read at each of them, and until a recall of `total` objects is confirmed by all.
 */
export async function manyPeers(peers: number, total: number): Promise<Row[]> {
  using folder = scratchFolder();
  await using nodes = new AsyncDisposableStack();
  const { core } = nodes.use(await startBenchNode(join(folder.path, 'origin'), 'Norway'));
  const joining = performance.now();
  const holders = nodes.use(await startHolders(core, folder.path, peers));
  say(`${peers} nodes joined`, joining);
  const open = await core.collectionService.add(core.localViewer(1), {
    title: 'Open',
    readers: 'all',
    writers: 'all',
    unmarked: 'green',
  });

  const objects = [...generated(total + rounds + 1)].map((bytes) => ({ bytes, value: JSON.parse(bytes.toString()) }));
  const publish = (some: typeof objects) => core.service.add(core.localViewer(1), open, some);
  const waits: number[] = [];
  for (const [round, object] of objects.splice(0, rounds + 1).entries()) {
    let began = 0;
    const moments = await holders.visible(String(object.value.id), () => {
      began = performance.timeOrigin + performance.now();
      return publish([object]);
    });
    // Before the first of them the collection is not there yet.
    if (round > 0) waits.push(...moments.map((at) => at - began));
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  waits.sort((a, b) => a - b);
  const limit = written(objects[0]?.bytes ?? Buffer.alloc(1000), peers);

  const publishing = performance.now();
  for (let at = 0; at < objects.length; at += batch) await publish(objects.slice(at, at + batch));
  await holders.hold(objects.length + rounds + 1);
  say(`${total} objects at all of them`, publishing);
  const processor = async () => ownProcessor() + (await holders.processor());
  const before = await processor();
  const recalling = performance.now();
  const ids = objects.map(({ value }) => String(value.id));
  await core.recall.recallService.orderAll(core.localViewer(1), ids, 'Bench');
  const ordered = performance.now() - recalling;
  while (unconfirmed(core) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const confirmed = performance.now() - recalling;
  const used = (await processor()) - before;
  await holders.hold(rounds + 1);
  const copies = total * peers;
  const what = `recall of ${total.toLocaleString('en')} objects at ${peers} nodes`;
  return [
    row(`publish to visible at ${peers} nodes, p50`, at(waits, 0.5), limit, 'ms', '—'),
    row(`publish to visible at ${peers} nodes, p99`, at(waits, 0.99), limit, 'ms', '< 2,000 ms'),
    row(`${what}: ordered`, ordered / 1000, confirmed / 1000, 's', 'linear in objects'),
    row(`${what}: confirmed by all`, confirmed / 1000, (limit * total) / 1000, 's', 'linear in copies'),
    row(`${what}: copies purged and confirmed`, (copies / confirmed) * 1000, (peers / limit) * 1000, 'copies/s', '—'),
    row(
      `${what}: copies a second of processor time`,
      (copies / used) * 1000,
      (peers / limit) * 1000,
      'copies/s',
      '≥ 5,000',
    ),
  ];
}

/** Milliseconds. */
function ownProcessor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function say(what: string, began: number): void {
  console.error(`${what} after ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function unconfirmed({ database }: Core): number {
  return Number(database.prepare('SELECT count(*) AS n FROM recall_node WHERE confirmed IS NULL').get()?.n);
}

/** Milliseconds to write the same bytes into so many files of SQLite, one transaction each, one after the other. */
function written(bytes: Buffer, files: number): number {
  using folder = scratchFolder();
  using all = new DisposableStack();
  const databases = Array.from({ length: files }, (_, place) =>
    all.use(openDatabase(join(folder.path, `plain-${place}.db`))),
  );
  const began = performance.now();
  for (const database of databases) {
    database.transaction(() => database.prepare('INSERT INTO body (bytes) VALUES (?)').run(bytes));
  }
  return performance.now() - began;
}

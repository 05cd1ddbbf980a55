import { join } from 'node:path';
import { type Core, openDatabase } from '@entente/server';
import { startBenchNode } from './bench-node.ts';
import { scratchFolder } from './coalition.ts';
import { generated } from './corpus.ts';
import { type Row, row } from './table.ts';

const batch = 500;

/**
 * Recall of `total` objects held by `peers` nodes, which all run in this process and share its core: what they purge,
 * sign and flush is in the figure. Beside it the same rows deleted from one SQLite file, once for each node.
 */
export async function recall(total: number, peers: number): Promise<Row[]> {
  const objects = [...generated(total)];
  const { ordered, confirmed } = await recalled(objects, peers);
  const limit = deleted(objects);
  const what = `recall of ${total.toLocaleString('en')} objects held by ${peers} other nodes`;
  return [
    row(`${what}: orders carried out at the originator`, total / ordered, limit, 'objects/s', 'linear in objects'),
    row(`${what}: purged and confirmed by all`, (total * peers) / confirmed, limit, 'copies/s', 'linear in copies'),
  ];
}

/** Seconds until nobody reads them at the originator, and until all nodes have confirmed. */
async function recalled(objects: readonly Buffer[], peers: number): Promise<{ ordered: number; confirmed: number }> {
  using folder = scratchFolder();
  await using nodes = new AsyncDisposableStack();
  const { core } = nodes.use(await startBenchNode(join(folder.path, 'origin'), 'Norway'));
  const viewer = core.localViewer(1);
  const holders: Core[] = [];
  for (let place = 1; place <= peers; place += 1) {
    const name = `Holder ${place}`;
    const holder = nodes.use(await startBenchNode(join(folder.path, `holder-${place}`), name));
    await joined(core, holder.core, name);
    holders.push(holder.core);
  }
  const open = await core.collectionService.add(viewer, {
    title: 'Open',
    readers: 'all',
    writers: 'all',
    unmarked: 'green',
  });
  const incoming = objects.map((bytes) => ({ bytes, value: JSON.parse(bytes.toString()) }));
  const ids = incoming.map(({ value }) => String(value.id));
  for (let at = 0; at < incoming.length; at += batch) {
    await core.service.add(viewer, open, incoming.slice(at, at + batch));
  }
  for (const holder of holders) await until(() => count(holder, inBodies) >= ids.length);

  const began = performance.now();
  const { recalls } = await core.recall.recallService.orderAll(viewer, ids, 'Bench');
  const ordered = (performance.now() - began) / 1000;
  if (recalls.length !== ids.length) throw new Error(`${recalls.length} of ${ids.length} recalled`);
  await until(() => count(core, unconfirmed) === 0);
  const confirmed = (performance.now() - began) / 1000;
  const copies = count(core, 'SELECT count(*) AS n FROM recall_node');
  if (copies !== ids.length * peers) throw new Error(`${copies} orders for ${ids.length * peers} copies`);
  for (const holder of holders) if (count(holder, inBodies) > 0) throw new Error('A copy was left');
  return { ordered, confirmed };
}

const inBodies = "SELECT count(*) AS n FROM version WHERE id GLOB 'indicator--*'";
const unconfirmed = 'SELECT count(*) AS n FROM recall_node WHERE confirmed IS NULL';

function count({ database }: Core, sql: string): number {
  return Number(database.prepare(sql).get()?.n);
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** `holder` joins, and both confirm, as two people do on the phone. */
async function joined(origin: Core, holder: Core, name: string): Promise<void> {
  const both = { sending: true, receiving: true };
  const { invitation } = await origin.peers.joining.invite(origin.localViewer(1), both);
  await holder.peers.joining.join(holder.localViewer(1), invitation, both);
  for (const [here, there] of [
    [origin, name],
    [holder, 'Norway'],
  ] as const) {
    const peer = here.peers.store.find(there);
    if (peer === undefined) throw new Error(`${there} did not join`);
    await here.peers.service.confirm(here.localViewer(1), there, here.peers.views.peer(peer).fingerprint);
  }
}

/** Bodies overwritten and deleted from one file, one by one, flushed once for each batch; objects a second. */
function deleted(objects: readonly Buffer[]): number {
  using folder = scratchFolder();
  using database = openDatabase(join(folder.path, 'plain.db'));
  database.transaction(() => {
    const insert = database.prepare('INSERT INTO body (body, bytes) VALUES (?, ?)');
    for (const [place, bytes] of objects.entries()) insert.run(place, bytes);
  });
  const began = performance.now();
  const remove = database.prepare('DELETE FROM body WHERE body = ?');
  for (let from = 0; from < objects.length; from += batch) {
    database.transaction(() => {
      for (let body = from; body < Math.min(from + batch, objects.length); body += 1) remove.run(body);
    });
  }
  return (objects.length / (performance.now() - began)) * 1000;
}

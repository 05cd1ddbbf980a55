import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFile, defaultLimits, initialise, openDatabase, startNode } from '@entente/server';
import { scratchFolder } from './coalition.ts';
import { generated } from './corpus.ts';
import { type Row, row } from './table.ts';

const password = 'a long password 1';
const batch = 500;

/** Delivery from one node to one other, durable there, beside a copy of the same rows between two files. */
export async function exchange(count: number): Promise<Row[]> {
  const objects = [...generated(Math.min(count, 20_000))];
  return [
    row(
      'delivery to one other node, notes of the sender, unsigned',
      await delivered(objects),
      copied(objects),
      'objects/s',
      '≥ 5,000 objects/s per receiving core',
    ),
  ];
}

/** Both nodes are in this process, so they share a core: what the sender costs is in it. */
async function delivered(objects: readonly Buffer[]): Promise<number> {
  using folder = scratchFolder();
  await using sender = await start(join(folder.path, 'sender'), 'Norway');
  await using receiver = await start(join(folder.path, 'receiver'), 'Sweden');
  const both = { sending: true, receiving: true };
  const [from, to] = [sender.core, receiver.core];
  const open = await from.collectionService.add(from.localViewer(1), {
    title: 'Open',
    readers: 'all',
    writers: 'all',
    unmarked: 'green',
  });
  const incoming = objects.map((bytes) => ({ bytes, value: JSON.parse(bytes.toString()) }));
  for (let at = 0; at < incoming.length; at += batch) {
    await from.service.add(from.localViewer(1), open, incoming.slice(at, at + batch));
  }
  const { invitation } = await from.peers.joining.invite(from.localViewer(1), both);
  await to.peers.joining.join(to.localViewer(1), invitation, both);
  for (const [here, there] of [
    [from, 'Sweden'],
    [to, 'Norway'],
  ] as const) {
    const peer = here.peers.store.find(there);
    if (peer === undefined) throw new Error(`${there} did not join`);
    await here.peers.service.confirm(here.localViewer(1), there, here.peers.views.peer(peer).fingerprint);
  }
  const stored = to.database.prepare("SELECT count(*) AS n FROM version WHERE id GLOB 'indicator--*'");
  const taken = (): number => Number(stored.get()?.n);
  while (taken() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [began, before] = [performance.now(), taken()];
  while (taken() < objects.length) await new Promise((resolve) => setTimeout(resolve, 20));
  return ((objects.length - before) / (performance.now() - began)) * 1000;
}

async function start(data: string, member: string) {
  mkdirSync(data);
  {
    using database = openDatabase(dataFile(data));
    const admin = { email: `admin@${member}.example`, password };
    await initialise(database, { name: 'Bench', member: { name: member, kind: 'country' }, admin });
  }
  return startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    limits: defaultLimits,
    peers: { allowsPrivate: true, pollMilliseconds: 60_000 },
  });
}

/** The same bodies, versions and placements, from one SQLite file to another, nothing decided about them. */
function copied(objects: readonly Buffer[]): number {
  using folder = scratchFolder();
  const source = join(folder.path, 'source.db');
  using from = openDatabase(source);
  from.transaction(() => {
    for (const [place, bytes] of objects.entries()) {
      const { id, modified } = JSON.parse(bytes.toString());
      from.prepare('INSERT INTO body (body, bytes) VALUES (?, ?)').run(place + 1, bytes);
      from
        .prepare(
          'INSERT INTO version (version, owner, id, modified, stamp, created_by_owner, terms, body) VALUES (?, 1, ?, ?, ?, 0, 1, ?)',
        )
        .run(place + 1, id, modified, modified, place + 1);
      from
        .prepare(
          'INSERT INTO placement (added, collection, terms, version, body, object_type, flags) VALUES (?, 1, 1, ?, ?, 1, 5)',
        )
        .run(place + 1, place + 1, place + 1);
    }
  });
  using to = openDatabase(join(folder.path, 'target.db'));
  to.prepare('ATTACH ? AS source').run(source);
  const began = performance.now();
  for (let after = 0; after < objects.length; after += batch) {
    to.transaction(() => {
      for (const [table, key] of [
        ['body', 'body'],
        ['version', 'version'],
        ['placement', 'version'],
      ]) {
        to.prepare(`INSERT INTO main.${table} SELECT * FROM source.${table} WHERE ${key} > ? AND ${key} <= ?`).run(
          after,
          after + batch,
        );
      }
    });
  }
  return (objects.length / (performance.now() - began)) * 1000;
}

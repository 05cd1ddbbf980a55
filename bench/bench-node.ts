import { mkdirSync } from 'node:fs';
import { dataFile, defaultLimits, initialise, type Node, openDatabase, startNode } from '@entente/server';

const password = 'a long password 1';

/** A new node of one member, which speaks to others on this machine and looks at them by itself once a minute only. */
export async function startBenchNode(data: string, member: string): Promise<Node> {
  mkdirSync(data, { recursive: true });
  {
    using database = openDatabase(dataFile(data));
    const admin = { email: 'admin@node.example', password };
    await initialise(database, { name: 'Bench', member: { name: member, kind: 'country' }, admin });
  }
  return startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    limits: { ...defaultLimits, streams: 1000 },
    peers: { allowsPrivate: true, pollMilliseconds: 60_000 },
  });
}

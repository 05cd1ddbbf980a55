import { defaultLimits, type Node, startNode } from '@entente/server';

/** A real server, told to speak to its peers on this machine and to look at them now and then by itself. */
export function startSimulatedNode({
  poll,
  ...at
}: {
  readonly data: string;
  readonly port: number;
  readonly publicUrl: string;
  /** Milliseconds. */
  readonly poll: number;
}): Promise<Node> {
  return startNode({
    ...at,
    host: '127.0.0.1',
    logLevel: 'silent',
    limits: { ...defaultLimits, streams: 1000 },
    peers: { allowsPrivate: true, pollMilliseconds: poll },
  });
}

/** From then on its data file cannot grow, until it may again: what would make it larger fails as on a full disk. */
export function limitDisk({ core }: Node, isFull: boolean): void {
  const { page_count: pages } = core.database.connection.prepare('PRAGMA page_count').get() ?? {};
  core.database.exec(`PRAGMA max_page_count = ${isFull ? Number(pages) : 1_073_741_823}`);
}

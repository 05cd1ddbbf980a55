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

import type { Participant } from './coalition.ts';
import type { Random } from './random.ts';

/** What can go wrong with a node. */
export const faultKinds = [
  'cut off',
  'slow',
  'heard garbled',
  'with breaking connections',
  'killed',
  'with a full disk',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One disturbance; the answer ends it. */
export type Fault = { readonly kind: FaultKind; readonly node: string; readonly end: () => Promise<void> };

/** Begins a disturbance of some node; undefined where this one cannot be had just now. */
export async function someFault(participants: readonly Participant[], random: Random): Promise<Fault | undefined> {
  const kind = random.pick(faultKinds);
  const able = participants.filter(({ node }) => {
    if (kind === 'killed') return node.isProcess && node.isRunning();
    return kind !== 'with a full disk' || node.here() !== undefined;
  });
  if (able.length === 0) return undefined;
  const { node } = random.pick(able);
  const end = await begin(kind, node);
  return { kind, node: node.name, end };
}

async function begin(kind: FaultKind, node: Participant['node']): Promise<Fault['end']> {
  const { relay } = node;
  const calm = (): Promise<void> => relay.change({ cutOff: false, delay: 0, corrupted: 0, broken: 0 });
  switch (kind) {
    case 'cut off':
      await relay.change({ cutOff: true });
      await relay.hangUp();
      return calm;
    case 'slow':
      await relay.change({ delay: 200 });
      return calm;
    case 'heard garbled':
      await relay.change({ corrupted: 0.2 });
      return calm;
    case 'with breaking connections':
      await relay.change({ broken: 0.2 });
      return calm;
    case 'killed':
      await node.kill();
      return () => node.start();
    case 'with a full disk': {
      const database = node.here()?.core.database;
      const { page_count: pages } = database?.connection.prepare('PRAGMA page_count').get() ?? {};
      database?.exec(`PRAGMA max_page_count = ${Number(pages)}`);
      return async () => {
        database?.exec('PRAGMA max_page_count = 1073741823');
      };
    }
  }
}

import type { Random } from './random.ts';
import type { SimulatedNode } from './simulated-node.ts';

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
export async function someFault(nodes: readonly SimulatedNode[], random: Random): Promise<Fault | undefined> {
  const kind = random.pick(faultKinds);
  const able = nodes.filter((node) => {
    if (kind === 'killed') return node.isProcess && node.isRunning();
    return kind !== 'with a full disk' || node.isRunning();
  });
  if (able.length === 0) return undefined;
  const node = random.pick(able);
  const end = await begin(kind, node);
  return { kind, node: node.name, end };
}

async function begin(kind: FaultKind, node: SimulatedNode): Promise<Fault['end']> {
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
    case 'with a full disk':
      await node.limitDisk(true);
      return () => node.limitDisk(false);
  }
}

import type { Liar } from './lies.ts';
import type { Passed } from './relay.ts';
import type { SimulatedNode } from './simulated-node.ts';

/** How much was really disturbed: pieces of answers, connections, objects. */
export type Disturbed = {
  readonly refused: number;
  readonly delayed: number;
  readonly corrupted: number;
  readonly broken: number;
  readonly twice: number;
  readonly lies: number;
  /** Nodes whose clock is wrong, and by how many milliseconds at most. */
  readonly clocks: number;
  readonly skew: number;
};

export async function disturbedOf(nodes: readonly SimulatedNode[], liars: readonly Liar[]): Promise<Disturbed> {
  const relays = await passedOf(nodes);
  const sum = (numbers: readonly number[]): number => Math.round(numbers.reduce((all, each) => all + each, 0));
  const skews = nodes.map((node) => Math.abs(node.skew));
  return {
    refused: sum(relays.map(({ refused }) => refused)),
    delayed: sum(relays.map(({ delayed }) => delayed)),
    corrupted: sum(relays.map(({ corrupted }) => corrupted)),
    broken: sum(relays.map(({ broken }) => broken)),
    twice: sum(liars.map(({ told }) => told.twice)),
    lies: sum(liars.map(({ told }) => told.lies)),
    clocks: skews.filter((skew) => skew > 0).length,
    skew: Math.max(0, ...skews),
  };
}

/** Bytes of answers that nodes gave each other so far. */
export async function bytesOf(nodes: readonly SimulatedNode[]): Promise<number> {
  return (await passedOf(nodes)).reduce((sum, { bytes }) => sum + bytes, 0);
}

function passedOf(nodes: readonly SimulatedNode[]): Promise<Passed[]> {
  return Promise.all(nodes.map((node) => node.relay.passed()));
}

/** Signatures that nodes made so far: under objects, orders and receipts. */
export function signaturesOf(nodes: readonly SimulatedNode[]): ReturnType<SimulatedNode['signatures']> {
  const sums = { objects: 0, orders: 0, receipts: 0 };
  for (const node of nodes) {
    const { objects, orders, receipts } = node.signatures();
    sums.objects += objects;
    sums.orders += orders;
    sums.receipts += receipts;
  }
  return sums;
}

/** One of a sorted list: `part` 0.5 is the one in the middle; undefined of an empty one. */
export function percentile(sorted: readonly number[], part: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

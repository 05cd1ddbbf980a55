import { hash } from 'node:crypto';
import { type Hash, inclusionProof, leafHash, subtreesOf, treeRoot } from '@entente/exchange';

/** An epoch has at least so many places, and always a power of two: how many are taken tells nothing. */
const fewestSlots = 64;

/** One epoch, as its leaf in the log tells of it. */
export type EpochLeaf = {
  /** Milliseconds since 1970; an epoch longer than the others caught up with time that the node did not run. */
  readonly began: number;
  readonly ended: number;
  /** Over the commitments of its entries and its padding. */
  readonly root: Hash;
  /** Binds the order of its entries, which their places do not tell. */
  readonly order: Hash;
};

export type SlotProof = { readonly slot: number; readonly slots: number; readonly path: readonly Hash[] };

/** What an epoch is made of: the commitments of its entries in order, padded with what only this node can make. */
export type EpochSeed = {
  readonly secret: Uint8Array;
  readonly epoch: number;
  readonly commitments: readonly Hash[];
};

/** The data of a leaf of the log. */
function leafText({ began, ended, root, order }: EpochLeaf): string {
  return [
    'entente audit epoch 1',
    new Date(began).toISOString(),
    new Date(ended).toISOString(),
    Buffer.from(root).toString('base64'),
    Buffer.from(order).toString('base64'),
    '',
  ].join('\n');
}

export function epochLeafHash(leaf: EpochLeaf): Hash {
  return leafHash(Buffer.from(leafText(leaf)));
}

export function sealEpoch(seed: EpochSeed): Pick<EpochLeaf, 'root' | 'order'> {
  const slots = slotsOf(seed);
  return {
    root: treeRoot(slots.length, subtreesOf(slots.map(leafHash))),
    order: hash('sha256', Buffer.concat([filler(seed, -1), ...seed.commitments]), 'buffer'),
  };
}

/** That a commitment stands in its epoch. */
export function proveSlot(seed: EpochSeed, commitment: Hash): SlotProof {
  const slots = slotsOf(seed);
  const slot = slots.findIndex((each) => Buffer.compare(each, commitment) === 0);
  return { slot, slots: slots.length, path: inclusionProof(slot, slots.length, subtreesOf(slots.map(leafHash))) };
}

/** Sorted: commitments and padding are random, so the places tell neither order nor number of entries. */
function slotsOf(seed: EpochSeed): Hash[] {
  const { commitments } = seed;
  let size = fewestSlots;
  while (size < commitments.length) size *= 2;
  const padding = Array.from({ length: size - commitments.length }, (_, place) => filler(seed, place));
  return sorted([...commitments, ...padding]);
}

/** By their first bytes as numbers: comparing them as buffers takes several times as long. */
function sorted(hashes: readonly Hash[]): Hash[] {
  return hashes
    .map((hash) => ({ hash, key: Buffer.from(hash.buffer, hash.byteOffset, 6).readUIntBE(0, 6) }))
    .sort((a, b) => a.key - b.key || Buffer.compare(a.hash, b.hash))
    .map(({ hash }) => hash);
}

/** Random to everybody else; made anew when asked for, so an empty epoch takes no room. */
function filler({ secret, epoch }: EpochSeed, place: number): Hash {
  const input = Buffer.alloc(secret.length + 16);
  input.set(secret);
  input.writeBigInt64BE(BigInt(epoch), secret.length);
  input.writeBigInt64BE(BigInt(place), secret.length + 8);
  return hash('sha256', input, 'buffer');
}

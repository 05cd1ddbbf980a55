import { type Hash, hashesIn, type Subtrees, subtreesOf, treeRoot } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

/** The hashes of the log's tree: 256 to a tile, so that a leaf costs 32 bytes and a proof reads a few tiles. */
export type TileStore = {
  /** How many leaves there are. */
  size(): number;
  /** Adds a leaf by its hash. In the caller's transaction. */
  append(leaf: Hash): void;
  readonly subtrees: Subtrees;
  /** Hashes of leaves from this one on, to the end of its tile. */
  leaves(from: number): readonly Hash[];
};

export const tileWidth = 256;
const tileLevels = 8;
const hashBytes = 32;

export function createTileStore(database: Pick<Database, 'prepare'>): TileStore {
  const lastTile = database.prepare(
    'SELECT tile, length(hashes) AS bytes FROM audit_tile WHERE level = ? ORDER BY tile DESC LIMIT 1',
  );
  const read = database.prepare('SELECT hashes FROM audit_tile WHERE level = ? AND tile = ?');
  const write = database.prepare(
    'INSERT INTO audit_tile (level, tile, hashes) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET hashes = ?3',
  );

  function sizeOf(level: number): number {
    const last = lastTile.get(level);
    return last === undefined ? 0 : Number(last.tile) * tileWidth + Number(last.bytes) / hashBytes;
  }

  function hashesOf(level: number, tile: number): Buffer {
    return Buffer.from((read.get(level, tile)?.hashes as Uint8Array | undefined) ?? []);
  }

  function appendTo(level: number, hash: Hash): void {
    const tile = Math.floor(sizeOf(level) / tileWidth);
    const hashes = Buffer.concat([hashesOf(level, tile), hash]);
    write.run(level, tile, hashes);
    if (hashes.length === tileWidth * hashBytes) appendTo(level + 1, rootOf(hashesIn(hashes)));
  }

  return {
    size: () => sizeOf(0),
    append: (leaf) => appendTo(0, leaf),
    subtrees(level, index) {
      const within = level % tileLevels;
      const first = index * 2 ** within;
      const hashes = hashesOf((level - within) / tileLevels, Math.floor(first / tileWidth));
      const start = (first % tileWidth) * hashBytes;
      const wanted = hashesIn(hashes.subarray(start, start + 2 ** within * hashBytes));
      if (wanted.length < 2 ** within) throw new RangeError(`subtree ${index} of level ${level} is not complete`);
      return rootOf(wanted);
    },
    leaves: (from) => hashesIn(hashesOf(0, Math.floor(from / tileWidth)).subarray((from % tileWidth) * hashBytes)),
  };
}

function rootOf(hashes: readonly Hash[]): Hash {
  return treeRoot(hashes.length, subtreesOf(hashes));
}

import type { NewPlacement } from '../placements/placement-store.ts';
import type { Standing, Unplaced } from './standing.ts';
import type { StoredVersion } from './stored-version.ts';

/**
 * Versions of an owner whose placements wait for the end of the write, so that their dates are drawn together. Were some
 * placed before others, the dates would tell who sees only these that there was something between.
 */
export type UnplacedVersions = {
  has(version: number): boolean;
  add(version: number, placements: readonly NewPlacement[]): void;
  /** The flags of a newcomer; those of the object's other versions, placed or not, are settled with it. */
  settle(id: string, newcomer: Unplaced, mine: readonly StoredVersion[]): number;
  /** Puts what waits of a version under narrower terms. */
  narrow(version: number, narrower: (terms: number) => number): void;
  all(): NewPlacement[];
};

export function createUnplacedVersions(owner: number, standing: Standing): UnplacedVersions {
  const waiting = new Map<number, readonly NewPlacement[]>();

  return {
    has: (version) => waiting.has(version),
    add(version, placements) {
      waiting.set(version, placements);
    },
    settle(id, newcomer, mine) {
      const others = mine.flatMap(({ version, modified }) =>
        (waiting.get(version) ?? []).map((other) => ({ ...other, owner, modified })),
      );
      const flags = standing.settle(id, [...others, newcomer]);
      const settled = others.map(({ owner: _, modified: __, ...other }, place) => ({
        ...other,
        flags: flags[place] ?? 0,
      }));
      for (const [version, placements] of Map.groupBy(settled, (other) => other.version)) {
        waiting.set(version, placements);
      }
      return flags.at(-1) ?? 0;
    },
    narrow(version, narrower) {
      const placements = waiting.get(version);
      if (placements === undefined) return;
      waiting.set(
        version,
        placements.map((each) => ({ ...each, terms: narrower(each.terms) })),
      );
    },
    all: () => [...waiting.values()].flat(),
  };
}

import { type Hash, nodeHash, treeRoot } from '@entente/exchange';

/** The root of a tree that grows leaf by leaf, in memory for its right edge only. */
export type RunningTree = { readonly size: number; add(leaf: Hash): void; root(): Hash };

export function createRunningTree(): RunningTree {
  // Roots of the complete subtrees that the leaves so far divide into, largest first.
  const peaks: { level: number; hash: Hash }[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(leaf) {
      let peak = { level: 0, hash: leaf };
      for (let left = peaks.at(-1); left?.level === peak.level; left = peaks.at(-1)) {
        peaks.pop();
        peak = { level: left.level + 1, hash: nodeHash(left.hash, peak.hash) };
      }
      peaks.push(peak);
      size += 1;
    },
    root() {
      const [last, ...others] = peaks.toReversed().map(({ hash }) => hash);
      return last === undefined
        ? treeRoot(0, () => new Uint8Array())
        : others.reduce((right, left) => nodeHash(left, right), last);
    },
  };
}

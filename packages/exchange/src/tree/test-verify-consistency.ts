import { type Hash, nodeHash } from './merkle-tree.ts';

type ConsistencyClaim = {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Hash;
  readonly toRoot: Hash;
  readonly path: readonly Hash[];
};

/**
 * Whether the later tree begins with the earlier one, by the recursion that defines the proof (RFC 6962, section 2.1.2),
 * with at least one leaf in the earlier. Those who keep checkpoints verify by other ways: the command line reads all
 * leaves, the browser follows the path upwards.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, path }: ConsistencyClaim): boolean {
  if (from > to) return false;
  const unused = [...path];
  const roots = rootsOf(from, to, unused, fromRoot);
  if (roots === undefined || unused.length > 0) return false;
  return Buffer.compare(roots.earlier, fromRoot) === 0 && Buffer.compare(roots.later, toRoot) === 0;
}

/** Takes from the end of `path` what it needs; `known` is the earlier root while the part looked at is all of it. */
function rootsOf(
  from: number,
  to: number,
  path: Hash[],
  known: Hash | undefined,
): { earlier: Hash; later: Hash } | undefined {
  if (from === to) {
    const root = known ?? path.pop();
    return root && { earlier: root, later: root };
  }
  const sibling = path.pop();
  if (sibling === undefined) return undefined;
  const middle = 2 ** Math.floor(Math.log2(to - 1));
  if (from <= middle) {
    const roots = rootsOf(from, middle, path, known);
    return roots && { earlier: roots.earlier, later: nodeHash(roots.later, sibling) };
  }
  const roots = rootsOf(from - middle, to - middle, path, undefined);
  return roots && { earlier: nodeHash(sibling, roots.earlier), later: nodeHash(sibling, roots.later) };
}

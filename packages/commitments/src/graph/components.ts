/**
 * Groups what hangs together in circles: the strongly connected components of a directed graph (Tarjan), each after
 * all that it leads to. Without recursion: a chain may be as long as somebody hostile makes it.
 */
export function components(
  nodes: readonly string[],
  targetsOf: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const known = new Set(nodes);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];

  function enter(node: string) {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, targets: targetsOf(node).filter((each) => known.has(each)), next: 0 };
  }
  const lower = (node: string, value = 0): void => {
    low.set(node, Math.min(low.get(node) ?? 0, value));
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    const path = [enter(start)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const target = at.targets[at.next++];
      if (target === undefined) {
        path.pop();
        const before = path.at(-1);
        if (before !== undefined) lower(before.node, low.get(at.node));
        if (low.get(at.node) === index.get(at.node)) {
          const component = open.splice(open.lastIndexOf(at.node));
          for (const each of component) isOpen.delete(each);
          found.push(component);
        }
      } else if (!index.has(target)) path.push(enter(target));
      else if (isOpen.has(target)) lower(at.node, index.get(target));
    }
  }
  return found;
}

import type { Graph, ObjectSummary } from '@entente/server/api-types';
import { edgeLabel } from '../../../stix/edge-label.ts';

/** The neighbours of the centre that hang on it by the same word. */
export interface NeighbourGroup {
  /** `→ uses` from the centre, `← is about` towards it. */
  label: string;
  neighbours: ObjectSummary[];
}

/** Sorts what surrounds the centre by how it is connected: the graph as a list that can be read aloud. */
export function groupNeighbours(graph: Graph, centre: string): NeighbourGroup[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const groups = new Map<string, ObjectSummary[]>();
  for (const { from, to, label } of graph.edges) {
    if (from !== centre && to !== centre) continue;
    const neighbour = nodes.get(from === centre ? to : from);
    if (!neighbour || neighbour.id === centre) continue;
    const words = edgeLabel(label);
    const key = from === centre ? `→ ${words}` : `← ${words}`;
    const group = groups.get(key) ?? [];
    if (!group.includes(neighbour)) group.push(neighbour);
    groups.set(key, group);
  }
  return [...groups].map(([label, neighbours]) => ({ label, neighbours }));
}

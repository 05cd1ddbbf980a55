import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

interface Body extends SimulationNodeDatum {
  id: string;
}

export interface Point {
  x: number;
  y: number;
}

const rounds = 240;

/**
 * Places the nodes of a graph around its centre, which lies at 0, 0. The same graph is always placed the same way.
 * Width is cheaper than height on a page, so the picture is made wider than high.
 */
export function layoutGraph(
  ids: readonly string[],
  edges: readonly { from: string; to: string }[],
  centre: string,
): Map<string, Point> {
  const bodies: Body[] = ids.map((id) => (id === centre ? { id, fx: 0, fy: 0 } : { id }));
  const known = new Set(ids);
  const links = edges
    .filter((edge) => known.has(edge.from) && known.has(edge.to))
    .map((edge) => ({ source: edge.from, target: edge.to }));
  forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, (typeof links)[number]>(links)
        .id((body) => body.id)
        .distance(95)
        .strength(0.6),
    )
    .force('charge', forceManyBody().strength(-380))
    .force('collide', forceCollide(34))
    .force('x', forceX(0).strength(0.035))
    .force('y', forceY(0).strength(0.12))
    .stop()
    .tick(rounds);
  return new Map(bodies.map((body) => [body.id, { x: body.x ?? 0, y: body.y ?? 0 }]));
}

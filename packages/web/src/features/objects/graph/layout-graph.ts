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
 * `stretch` makes the picture wider or higher than the forces would: labels are wide and low.
 */
export function layoutGraph(
  ids: readonly string[],
  edges: readonly { from: string; to: string }[],
  centre: string,
  stretch: Point = { x: 1, y: 1 },
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
        .distance(80)
        .strength(0.6),
    )
    .force('charge', forceManyBody().strength(-380))
    .force('collide', forceCollide(32))
    .force('x', forceX(0).strength(0.06))
    .force('y', forceY(0).strength(0.06))
    .stop()
    .tick(rounds);
  return new Map(bodies.map((body) => [body.id, { x: (body.x ?? 0) * stretch.x, y: (body.y ?? 0) * stretch.y }]));
}

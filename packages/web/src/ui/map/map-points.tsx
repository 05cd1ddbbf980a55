import type { KeyboardEvent } from 'react';
import { useMemo } from 'react';
import { clusterPoints, type MapPoint } from './cluster-points.ts';

interface MapPointsProps {
  points: MapPoint[];
  /** Pixels of the screen to one unit of the map. */
  scale: number;
  /** Whether a cluster can still be enlarged; if not, it opens its first point. */
  mayExpand: boolean;
  onOpen: ((id: string) => void) | undefined;
  /** Called with the place of a cluster that was chosen. */
  onExpand: (x: number, y: number) => void;
}

const namesShown = 12;

function labelOf(points: MapPoint[]): string {
  const names = points.slice(0, namesShown).map((point) => point.label);
  const more = points.length - names.length;
  const list = names.join('; ') + (more > 0 ? `; and ${more} more` : '');
  return points.length === 1 ? list : `${points.length}: ${list}`;
}

/** The points as circles of a constant size on the screen; those that would cover one another are one, with their number. */
export function MapPoints({ points, scale, mayExpand, onOpen, onExpand }: MapPointsProps) {
  const clusters = useMemo(() => clusterPoints(points, 20 / scale), [points, scale]);
  return clusters.map((cluster) => {
    const [first] = cluster.points;
    if (!first) return null;
    const count = cluster.points.length;
    const radius = (count === 1 ? 5 : Math.min(14, 7 + Math.sqrt(count) * 1.7)) / scale;
    const choose = () => (count > 1 && mayExpand ? onExpand(cluster.x, cluster.y) : onOpen?.(first.id));
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        choose();
      }
    };
    const interactive = onOpen ? { role: 'button', tabIndex: 0, onClick: choose, onKeyDown } : { role: 'img' };
    return (
      <g key={first.id} aria-label={labelOf(cluster.points)} className="outline-none" {...interactive}>
        <title>{labelOf(cluster.points)}</title>
        <circle cx={cluster.x} cy={cluster.y} r={radius} className="map-point" />
        {count > 1 && (
          <text
            x={cluster.x}
            y={cluster.y}
            fontSize={10.5 / scale}
            textAnchor="middle"
            dominantBaseline="central"
            className="pointer-events-none fill-accent-ink font-semibold"
          >
            {count}
          </text>
        )}
      </g>
    );
  });
}

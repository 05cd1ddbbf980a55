/** Something with a place, in the coordinates of the map. */
export interface MapPoint {
  id: string;
  x: number;
  y: number;
  label: string;
}

/** Points that would cover one another, as one. */
export interface Cluster {
  x: number;
  y: number;
  points: MapPoint[];
}

/** Gathers points that lie within `distance` of a cluster's first one; stable for the same order of points. */
export function clusterPoints(points: readonly MapPoint[], distance: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const point of points) {
    const near = clusters.find((cluster) => Math.hypot(cluster.x - point.x, cluster.y - point.y) <= distance);
    if (near) near.points.push(point);
    else clusters.push({ x: point.x, y: point.y, points: [point] });
  }
  return clusters;
}

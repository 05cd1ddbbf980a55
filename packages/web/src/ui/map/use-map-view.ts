import { type PointerEvent, useRef, useState } from 'react';
import { mapHeight, mapWidth } from './world.ts';

/** The part of the map in sight: its centre in map coordinates, and how much it is enlarged. */
export interface MapView {
  x: number;
  y: number;
  zoom: number;
}

const whole: MapView = { x: mapWidth / 2, y: mapHeight / 2, zoom: 1 };
export const furthestZoom = 24;

function bounded({ x, y, zoom }: MapView): MapView {
  const halfWidth = mapWidth / zoom / 2;
  const halfHeight = mapHeight / zoom / 2;
  return {
    zoom,
    x: Math.min(mapWidth - halfWidth, Math.max(halfWidth, x)),
    y: Math.min(mapHeight - halfHeight, Math.max(halfHeight, y)),
  };
}

/** Enlarging by buttons and moving by dragging; the page's scrolling is never taken over. */
export function useMapView(initial: MapView = whole) {
  const [view, setView] = useState(() => bounded(initial));
  const drag = useRef<{ x: number; y: number; scale: number; start: MapView }>(undefined);
  return {
    view,
    viewBox: `${view.x - mapWidth / view.zoom / 2} ${view.y - mapHeight / view.zoom / 2} ${mapWidth / view.zoom} ${mapHeight / view.zoom}`,
    zoomBy: (factor: number) =>
      setView((now) => bounded({ ...now, zoom: Math.min(furthestZoom, Math.max(1, now.zoom * factor)) })),
    showWhole: () => setView(whole),
    centreOn: (x: number, y: number) => setView((now) => bounded({ ...now, x, y })),
    goTo: (x: number, y: number) => setView((now) => bounded({ x, y, zoom: Math.min(furthestZoom, now.zoom * 2.5) })),
    dragging: {
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        if (view.zoom === 1) return;
        const width = event.currentTarget.clientWidth || 1;
        drag.current = { x: event.clientX, y: event.clientY, scale: mapWidth / view.zoom / width, start: view };
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        const from = drag.current;
        if (!from) return;
        const dx = (event.clientX - from.x) * from.scale;
        const dy = (event.clientY - from.y) * from.scale;
        setView(bounded({ zoom: from.start.zoom, x: from.start.x - dx, y: from.start.y - dy }));
      },
      onPointerUp: () => {
        drag.current = undefined;
      },
      onPointerLeave: () => {
        drag.current = undefined;
      },
    },
  };
}

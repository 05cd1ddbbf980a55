import { useMemo } from 'react';
import { classNames } from '../class-names.ts';
import { useWidth } from '../use-width.ts';
import { MapControls } from './map-controls.tsx';
import { MapPoints } from './map-points.tsx';
import { furthestZoom, type MapView, useMapView } from './use-map-view.ts';
import { countryLands, landsOf, mapWidth, type Position, projection } from './world.ts';

/** Something to show at a place, in degrees. */
export interface LocatedPoint {
  id: string;
  latitude: number;
  longitude: number;
  label: string;
}

interface WorldMapProps {
  label: string;
  points: LocatedPoint[];
  /** Positions whose countries are tinted. */
  tinted: readonly Position[];
  /** Called with the id of a point that was chosen; without it the points are only shown. */
  onOpen?: (id: string) => void;
  /** Where to look at first, in degrees, and how much enlarged. */
  focus?: { latitude: number; longitude: number; zoom: number };
  className?: string;
}

function toView(focus: WorldMapProps['focus']): MapView | undefined {
  const at = focus && projection([focus.longitude, focus.latitude]);
  return at ? { x: at[0], y: at[1], zoom: focus.zoom } : undefined;
}

/** The world with points on it. Every point is also a button, so it can be reached and read without a mouse. */
export function WorldMap({ label, points, tinted, onOpen, focus, className }: WorldMapProps) {
  const { view, viewBox, zoomBy, showWhole, goTo, dragging } = useMapView(toView(focus));
  const [frame, width] = useWidth<HTMLDivElement>();
  // Circles keep their size on the screen, however large the map is drawn.
  const scale = width > 0 ? (view.zoom * width) / mapWidth : view.zoom;
  const memberLands = useMemo(() => landsOf(tinted), [tinted]);
  const placed = useMemo(
    () =>
      points.flatMap((point) => {
        const at = projection([point.longitude, point.latitude]);
        return at ? [{ id: point.id, x: at[0], y: at[1], label: point.label }] : [];
      }),
    [points],
  );
  return (
    <div ref={frame} className={classNames('relative overflow-hidden rounded-lg border border-line bg-sea', className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons inside a picture has no HTML element */}
      <svg
        viewBox={viewBox}
        role="group"
        aria-label={label}
        className={classNames(
          'block aspect-[960/440] w-full',
          view.zoom > 1 && 'cursor-grab touch-pan-y active:cursor-grabbing',
        )}
        {...dragging}
      >
        <g>
          {countryLands.map((land) => (
            <path key={land.key} d={land.outline} className="map-land" data-member={memberLands.has(land.key)} />
          ))}
        </g>
        <MapPoints
          points={placed}
          scale={scale}
          mayExpand={view.zoom < furthestZoom / 1.5}
          onOpen={onOpen}
          onExpand={goTo}
        />
      </svg>
      <MapControls zoom={view.zoom} onZoom={zoomBy} onWhole={showWhole} />
    </div>
  );
}

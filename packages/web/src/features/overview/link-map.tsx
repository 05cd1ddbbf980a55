import type { ReactNode } from 'react';
import { MapControls } from '../../ui/map/map-controls.tsx';
import { useMapView } from '../../ui/map/use-map-view.ts';
import { countryLands, mapWidth, projection } from '../../ui/map/world.ts';
import { useWidth } from '../../ui/use-width.ts';

/** Where most of what is drawn lies: the eye begins between Europe and Afghanistan. */
const [x = 0, y = 0] = projection([42, 36]) ?? [];

interface LinkMapProps {
  label: string;
  /** What is drawn over the lands, given the size of a pixel of the screen in units of the map. */
  children: (pixel: number) => ReactNode;
}

/** The lands, to be enlarged and moved, under marks that keep their size on the screen. */
export function LinkMap({ label, children }: LinkMapProps) {
  const { view, viewBox, zoomBy, showWhole, dragging } = useMapView({ x, y, zoom: 2 });
  const [frame, width] = useWidth<HTMLDivElement>();
  const pixel = mapWidth / (view.zoom * (width > 0 ? width : mapWidth));
  return (
    <div ref={frame} className="relative overflow-hidden rounded-lg border border-line bg-sea">
      <svg
        viewBox={viewBox}
        role="img"
        aria-label={label}
        className="block aspect-[960/440] w-full cursor-grab touch-pan-y active:cursor-grabbing"
        {...dragging}
      >
        {countryLands.map((land) => (
          <path key={land.key} d={land.outline} className="map-land" />
        ))}
        {children(pixel)}
      </svg>
      <MapControls zoom={view.zoom} onZoom={zoomBy} onWhole={showWhole} />
    </div>
  );
}

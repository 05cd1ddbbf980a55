import { Link, type LinkOptions } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWidth } from '../use-width.ts';
import { MapControls } from './map-controls.tsx';
import { type MapView, useMapView } from './use-map-view.ts';
import { useMarkKeys } from './use-mark-keys.ts';
import { countryLands, mapWidth } from './world.ts';

/** Something at a place of the map that leads on. */
export interface MapMark {
  key: string;
  x: number;
  y: number;
  /** What it says, as plain text. */
  label: string;
  link: LinkOptions;
  /** How it looks, around the origin, in pixels of the screen. */
  glyph: ReactNode;
}

interface MarkedMapProps {
  label: string;
  marks: readonly MapMark[];
  initial?: MapView;
  /** What is drawn between the lands and the marks, in the coordinates of the map. */
  children?: ReactNode;
}

/**
 * The lands, to be enlarged and moved, under marks that keep their size on the screen. All marks are one stop of the
 * keyboard: arrows go from one to the next, from west to east, and Enter opens it. Below stands what the one says that
 * is pointed at.
 */
export function MarkedMap({ label, marks, initial, children }: MarkedMapProps) {
  const { view, viewBox, zoomBy, showWhole, centreOn, dragging } = useMapView(initial);
  const [frame, width] = useWidth<HTMLDivElement>();
  const [told, setTold] = useState<string>();
  const pixel = mapWidth / (view.zoom * (width > 0 ? width : mapWidth));
  const keys = useMarkKeys(marks, view, centreOn);
  return (
    <div className="space-y-1">
      <div ref={frame} className="relative overflow-hidden rounded-lg border border-line bg-sea">
        {/* biome-ignore lint/a11y/useSemanticElements: a group of links inside a picture has no HTML element */}
        <svg
          viewBox={viewBox}
          role="group"
          aria-label={label}
          onKeyDown={keys.onKeyDown}
          className="block aspect-[960/440] w-full cursor-grab touch-pan-y active:cursor-grabbing"
          {...dragging}
        >
          {countryLands.map((land) => (
            <path key={land.key} d={land.outline} className="map-land" />
          ))}
          {children}
          {marks.map((mark) => (
            <Link
              key={mark.key}
              {...mark.link}
              {...keys.of(mark)}
              aria-label={mark.label}
              className="map-mark"
              onFocus={() => {
                keys.onFocus(mark);
                setTold(mark.label);
              }}
              onPointerEnter={() => setTold(mark.label)}
            >
              <g transform={`translate(${mark.x} ${mark.y}) scale(${pixel})`}>
                <circle r={12} className="map-hit" />
                {mark.glyph}
              </g>
            </Link>
          ))}
        </svg>
        <MapControls zoom={view.zoom} onZoom={zoomBy} onWhole={showWhole} />
      </div>
      <p className="min-h-8 text-xs text-ink-soft">
        {told ?? (marks.length > 0 && 'Point at a mark, or go from one to the next with the arrow keys.')}
      </p>
    </div>
  );
}

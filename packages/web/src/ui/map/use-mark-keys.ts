import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { MapView } from './use-map-view.ts';
import { mapHeight, mapWidth } from './world.ts';

interface Spot {
  key: string;
  x: number;
  y: number;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * The marks of a map as one stop of the keyboard, gone through from west to east; the map follows to a mark that is out
 * of sight.
 */
export function useMarkKeys(marks: readonly Spot[], view: MapView, centreOn: (x: number, y: number) => void) {
  const [chosen, setChosen] = useState<string>();
  const elements = useRef(new Map<string, Element>());
  const order = useMemo(() => marks.toSorted((a, b) => a.x - b.x || a.y - b.y), [marks]);
  const isInSight = ({ x, y }: Spot): boolean =>
    Math.abs(x - view.x) * view.zoom * 2 <= mapWidth && Math.abs(y - view.y) * view.zoom * 2 <= mapHeight;
  const stop = order.find(({ key }) => key === chosen) ?? order.find(isInSight) ?? order[0];
  return {
    of: (mark: Spot) => ({
      tabIndex: mark.key === stop?.key ? 0 : -1,
      ref: (element: Element | null) => {
        if (element === null) elements.current.delete(mark.key);
        else elements.current.set(mark.key, element);
      },
    }),
    onFocus(mark: Spot) {
      setChosen(mark.key);
      if (!isInSight(mark)) centreOn(mark.x, mark.y);
    },
    onKeyDown(event: KeyboardEvent) {
      const { key } = event;
      const last = order.length - 1;
      const at = stop === undefined ? -1 : order.indexOf(stop);
      const to = key === 'Home' ? 0 : key === 'End' ? last : at + (steps[key] ?? Number.NaN);
      const next = order[Math.min(last, Math.max(0, to))];
      if (next === undefined) return;
      event.preventDefault();
      const element = elements.current.get(next.key);
      // Scrolling to it would move the picture within its frame.
      if (element instanceof SVGElement) element.focus({ preventScroll: true });
    },
  };
}

import type { Overview } from '@entente/server/api-types';
import { plot, rectY, ruleY } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import { countOf } from '../../lib/format-number.ts';
import { Panel } from '../../ui/panel.tsx';

const day = 86_400_000;

/** What came in day by day. Drawn by Plot, whose own style element is taken out: the CSP would refuse it. */
function draw(days: Overview['overTime'], width: number) {
  const rows = days.map(({ day: text, count }) => {
    const start = new Date(`${text}T00:00:00Z`);
    return { start, end: new Date(start.getTime() + day), count };
  });
  const figure = plot({
    width,
    height: 150,
    marginLeft: 34,
    marginRight: 8,
    marginBottom: 24,
    marginTop: 8,
    x: { type: 'utc', label: null },
    y: { label: null, ticks: 4, tickFormat: 'd', grid: false, nice: true },
    marks: [
      rectY(rows, { x1: 'start', x2: 'end', y: 'count', inset: 0.5, ariaLabel: 'rect' }),
      ruleY([0], { ariaLabel: 'rule' }),
    ],
  });
  for (const style of figure.querySelectorAll('style')) style.remove();
  return figure;
}

export function OverTimePanel({ days, className }: { days: Overview['overTime']; className: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width > 0 && days.length > 0) frame.current?.replaceChildren(draw(days, width));
  }, [days, width]);
  const total = days.reduce((sum, entry) => sum + entry.count, 0);
  const first = days[0]?.day;
  return (
    <Panel title="Over time" bare className={className}>
      {first ? (
        <div
          ref={frame}
          role="img"
          aria-label={`${countOf(total, 'object')} added since ${first}, day by day`}
          className="chart min-h-[150px]"
        />
      ) : (
        <p className="text-sm text-ink-soft">Nothing yet.</p>
      )}
    </Panel>
  );
}

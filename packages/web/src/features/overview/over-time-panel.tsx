import type { Overview } from '@entente/server/api-types';
import { plot, rectY, ruleY } from '@observablehq/plot';
import { useEffect } from 'react';
import { countOf } from '../../lib/format-number.ts';
import { Panel } from '../../ui/panel.tsx';
import { useWidth } from '../../ui/use-width.ts';

const day = 86_400_000;
/** Fewer days than this would make bars that look like walls. */
const fewestDays = 30;

/** What came in day by day. Drawn by Plot, whose own style element is taken out: the CSP would refuse it. */
function draw(days: Overview['overTime'], width: number) {
  const rows = days.map(({ day: text, count }) => {
    const start = new Date(`${text}T00:00:00Z`);
    return { start, end: new Date(start.getTime() + day), count };
  });
  const end = Math.max(...rows.map((row) => row.end.getTime()));
  const start = Math.min(end - fewestDays * day, ...rows.map((row) => row.start.getTime()));
  const figure = plot({
    width,
    height: 150,
    marginLeft: 38,
    marginRight: 8,
    marginBottom: 24,
    marginTop: 8,
    x: { type: 'utc', label: null, domain: [new Date(start), new Date(end)] },
    y: { label: null, ticks: 4, tickFormat: '~s', grid: false, nice: true },
    marks: [
      rectY(rows, { x1: 'start', x2: 'end', y: 'count', inset: 0.5, className: 'chart-bar' }),
      ruleY([0], { className: 'chart-base' }),
    ],
  });
  for (const style of figure.querySelectorAll('style')) style.remove();
  // The frame says what the picture shows; names of its parts would only be in the way.
  for (const part of figure.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return figure;
}

export function OverTimePanel({ days, className }: { days: Overview['overTime']; className: string }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const first = days[0]?.day;
  useEffect(() => {
    if (width > 0 && first) frame.current?.replaceChildren(draw(days, width));
  }, [days, width, first, frame]);
  const total = days.reduce((sum, entry) => sum + entry.count, 0);
  return (
    <Panel title="Over time" bare className={className}>
      <div
        ref={frame}
        role="img"
        aria-label={first ? `${countOf(total, 'object')} added since ${first}, day by day` : 'Nothing added yet'}
        className="chart min-h-[150px]"
      />
    </Panel>
  );
}

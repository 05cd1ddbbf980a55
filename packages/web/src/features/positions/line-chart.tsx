import type { PositionLine, PositionPoint } from '@entente/server/api-types';
import { useState } from 'react';
import { formatDate } from '../../lib/format-time.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWidth } from '../../ui/use-width.ts';
import { placeLines } from './place-lines.ts';
import { stanceOf, stanceWords } from './stance.ts';
import { StanceGlyph } from './stance-mark.tsx';

interface LineChartProps {
  lines: PositionLine[];
  day: string;
  /** The principal whose lines stand out. */
  chosen: string | undefined;
  onOpen: (point: PositionPoint) => void;
}

const height = 300;
const margin = { top: 14, right: 18, bottom: 26, left: 112 };
const levels = ['Strongly for', 'For', 'Undecided', 'Against', 'Strongly against'];

/** Each holder's line on one claim: a step holds until the next. Every point is a button that opens what it rests on. */
export function LineChart({ lines, day, chosen, onOpen }: LineChartProps) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [near, setNear] = useState<PositionPoint>();
  const narrow = width > 0 && width < 520;
  const left = narrow ? 34 : margin.left;
  const { placed, ticks, levelAt } = placeLines(lines, day, {
    left,
    right: Math.max(left + 60, width - margin.right),
    top: margin.top,
    bottom: height - margin.bottom,
  });
  return (
    <div ref={frame} className="rounded-lg border border-line bg-sheet p-2">
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a group of buttons inside a picture has no HTML element
        <svg width="100%" height={height} role="group" aria-label="Positions over time" className="block select-none">
          {levels.map((label, place) => (
            <g key={label}>
              <line
                x1={left}
                x2={width - margin.right}
                y1={levelAt(2 - place)}
                y2={levelAt(2 - place)}
                className="stance-level"
                data-middle={place === 2}
              />
              <text
                x={left - 8}
                y={levelAt(2 - place)}
                dy="0.32em"
                textAnchor="end"
                className="fill-current text-2xs text-ink-faint"
              >
                {narrow ? ['++', '+', '0', '−', '−−'][place] : label}
              </text>
            </g>
          ))}
          {ticks.map(({ x, label }) => (
            <text key={label} x={x} y={height - 8} textAnchor="middle" className="fill-current text-2xs text-ink-faint">
              {label}
            </text>
          ))}
          {placed.map(({ line, path, points }) => {
            const dim = chosen !== undefined && line.principal.id !== chosen;
            return (
              <g key={`${line.principal.id} ${line.holder.id}`} className={classNames(dim && 'opacity-25')}>
                <path d={path} className="stance-path" data-official={line.official} />
                {points.map(({ point, x, y }) => (
                  // biome-ignore lint/a11y/useSemanticElements: SVG has no button
                  <g
                    key={point.id}
                    role="button"
                    tabIndex={0}
                    transform={`translate(${x} ${y})`}
                    aria-label={plainText(`${point.holder.name}: ${stanceWords[stanceOf(point)]}, ${point.since}`)}
                    className="cursor-pointer"
                    onClick={() => onOpen(point)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' || event.key === ' ') onOpen(point);
                    }}
                    onFocus={() => setNear(point)}
                    onPointerEnter={() => setNear(point)}
                  >
                    <circle r={12} fill="transparent" />
                    <StanceGlyph
                      stance={stanceOf(point)}
                      conditional={point.answer === 'conditional'}
                      unofficial={!line.official}
                    />
                  </g>
                ))}
              </g>
            );
          })}
        </svg>
      )}
      <p aria-live="polite" className="min-h-5 px-1 text-xs text-ink-soft">
        {near
          ? plainText(
              `${near.holder.name}${near.holder.id === near.principal.id ? '' : ` for ${near.principal.name}`}: ${stanceWords[stanceOf(near)].toLowerCase()} since ${formatDate(near.since)}${near.quote ? ` · “${near.quote}”` : ''}`,
            )
          : 'Point at a mark to see whose it is; open it to see what it rests on.'}
      </p>
    </div>
  );
}

import type { Expectation } from '@entente/server/api-types';
import { formatDate } from '../../lib/format-time.ts';
import { useWidth } from '../../ui/use-width.ts';
import { stageLooks } from './stage-looks.ts';

const row = 24;
const day = 86_400_000;

interface WindowsPictureProps {
  expectations: readonly Expectation[];
  /** The day asked about. */
  today: string;
}

/** Windows on one line of time. The list below says the same in words. */
export function WindowsPicture({ expectations, today }: WindowsPictureProps) {
  const [measure, width] = useWidth<HTMLDivElement>();
  const ends = expectations
    .flatMap(({ window }) => [window.from, window.to ?? window.from])
    .map((each) => Date.parse(each));
  const [first, last] = [Math.min(...ends) - 7 * day, Math.max(...ends) + 7 * day];
  const at = Date.parse(today);
  const x = (time: number) => ((time - first) / (last - first)) * width;
  const height = expectations.length * row + 20;
  return (
    <figure className="rounded-lg border border-line bg-sheet p-3">
      <div ref={measure}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label="Windows of what is expected, on a line of time"
          className="block"
        >
          {expectations.map((each, index) => {
            const from = x(Date.parse(each.window.from));
            const to = each.window.to === undefined ? width : x(Date.parse(each.window.to) + day);
            const y = index * row;
            return (
              <g key={each.id}>
                <title>{`${each.name}: ${stageLooks[each.stage].word}`}</title>
                <rect
                  x={from}
                  y={y + 14}
                  width={Math.max(4, to - from)}
                  height={6}
                  rx={2}
                  className={each.overdue ? 'fill-danger' : each.stage === 'met' ? 'fill-good' : 'fill-accent'}
                />
                <text x={Math.min(from, Math.max(0, width - 260))} y={y + 11} fontSize={11} className="fill-ink-soft">
                  {`${stageLooks[each.stage].sign} ${each.name.length > 44 ? `${each.name.slice(0, 43)}…` : each.name}`}
                </text>
              </g>
            );
          })}
          {at >= first && at <= last && (
            <line x1={x(at)} x2={x(at)} y1={0} y2={height - 16} className="stroke-ink" strokeDasharray="3 3" />
          )}
          <text x={0} y={height - 3} fontSize={11} className="fill-ink-faint">
            {formatDate(new Date(first).toISOString())}
          </text>
          <text x={width} y={height - 3} fontSize={11} textAnchor="end" className="fill-ink-faint">
            {formatDate(new Date(last).toISOString())}
          </text>
        </svg>
      </div>
      <figcaption className="mt-1 text-xs text-ink-faint">
        Windows, with the day asked about as a broken line where it falls among them: {formatDate(today)}.
      </figcaption>
    </figure>
  );
}

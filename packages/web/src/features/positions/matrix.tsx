import type { PositionCell, PositionMatrix } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { plainText } from '../../lib/hostile-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { describeCell, stanceOf } from './stance.ts';
import { DividedMark, TrendMark } from './stance-legend.tsx';
import { StanceMark } from './stance-mark.tsx';

interface MatrixProps extends Pick<PositionMatrix, 'claims' | 'principals' | 'cells'> {
  onOpen: (cell: PositionCell) => void;
}

const rowHeight = 34;
/** So many claims have room for names that lie flat, where the frame is wide. */
const fewClaims = 12;
const uprightNames =
  '@5xl:line-clamp-8 @5xl:max-h-none @5xl:rotate-0 @5xl:text-center @5xl:[writing-mode:horizontal-tb]';
const steps: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Members by claims. Only the rows in sight are in the document; arrows move between cells, Enter opens one. */
export function Matrix({ claims, principals, cells, onOpen }: MatrixProps) {
  const frame = useRef<HTMLElement>(null);
  const byPlace = useMemo(() => new Map(cells.map((cell) => [`${cell.principal} ${cell.claim}`, cell])), [cells]);
  const rows = useVirtualizer({
    count: principals.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const few = claims.length <= fewClaims;
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const behind = rows.getTotalSize() - (items.at(-1)?.end ?? 0);

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!step || !from) return;
    event.preventDefault();
    const row = within(Number(from.dataset.row) + step[0], principals.length);
    const column = within(Number(from.dataset.column) + step[1], claims.length);
    rows.scrollToIndex(row);
    const focus = () =>
      frame.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)?.focus();
    // What was out of sight is in the document a frame later.
    requestAnimationFrame(() => requestAnimationFrame(focus));
  };
  return (
    <section
      ref={frame}
      aria-label="Members by claims"
      className="@container relative max-h-[calc(100dvh-12rem)] min-h-80 overflow-auto rounded-lg border border-line bg-sheet"
    >
      <table aria-rowcount={principals.length + 1} onKeyDown={move} className="border-separate border-spacing-0">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-30 border-r border-b border-line bg-sheet p-2 text-left align-bottom"
            >
              <span className="eyebrow">Member</span>
            </th>
            {claims.map((claim) => (
              <th
                key={claim.id}
                scope="col"
                className={`sticky top-0 z-20 h-48 w-14 min-w-14 border-b border-line bg-sheet px-1 pb-2 align-bottom ${few ? '@5xl:h-auto @5xl:w-24 @5xl:pt-2' : ''}`}
              >
                <Link
                  to="/claims/$id"
                  params={{ id: claim.id }}
                  title={plainText(claim.name)}
                  className={`mx-auto line-clamp-3 max-h-44 rotate-180 text-left text-xs leading-tight font-medium text-ink no-underline [text-orientation:sideways] [writing-mode:vertical-rl] hover:text-accent hover:underline ${few ? uprightNames : ''}`}
                >
                  <SafeText>{claim.name}</SafeText>
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {items.map(({ index }) => {
            const principal = principals[index];
            return (
              principal && (
                <tr key={principal.id} aria-rowindex={index + 2} className="group" style={{ height: rowHeight }}>
                  <th
                    scope="row"
                    className="sticky left-0 z-10 max-w-48 min-w-44 truncate border-r border-b border-line bg-sheet px-2 text-left text-sm font-normal group-hover:bg-sunk"
                  >
                    {principal.kind === 'member' ? (
                      <Link
                        to="/members/$id"
                        params={{ id: principal.id }}
                        className="text-ink no-underline hover:underline"
                      >
                        <SafeText>{principal.name}</SafeText>
                      </Link>
                    ) : (
                      <SafeText>{principal.name}</SafeText>
                    )}
                  </th>
                  {claims.map((claim, column) => {
                    const cell = byPlace.get(`${principal.id} ${claim.id}`);
                    const words = cell ? describeCell(cell) : 'no position';
                    return (
                      <td key={claim.id} className="border-b border-line/50 p-0 group-hover:bg-sunk/60">
                        <button
                          type="button"
                          data-row={index}
                          data-column={column}
                          tabIndex={index === items[0]?.index && column === 0 ? 0 : -1}
                          aria-disabled={cell === undefined || undefined}
                          onClick={() => cell && onOpen(cell)}
                          aria-label={plainText(`${principal.name}, ${claim.name}: ${words}`)}
                          title={plainText(words)}
                          className="relative flex h-8 w-full items-center justify-center hover:bg-sunk focus-visible:-outline-offset-2"
                        >
                          {cell && <CellMark cell={cell} />}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              )
            );
          })}
          {behind > 0 && <tr style={{ height: behind }} />}
        </tbody>
      </table>
    </section>
  );
}

function within(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place));
}

/** The mark of a cell with what is beside it: another voice of the same day, a trend, a division, and that it is new. */
function CellMark({ cell }: { cell: PositionCell }) {
  const [other] = cell.beside;
  return (
    <>
      <StanceMark
        stance={stanceOf(cell)}
        conditional={cell.answer === 'conditional'}
        unofficial={!cell.official}
        className={other ? 'size-4' : 'size-5'}
      />
      {other && (
        <StanceMark
          stance={stanceOf(other)}
          conditional={other.answer === 'conditional'}
          unofficial
          className="size-4"
        />
      )}
      <span className="absolute right-0.5 bottom-0.5 flex flex-col">
        {cell.divided && <DividedMark />}
        <TrendMark trend={cell.trend} />
      </span>
      {cell.fresh && <span className="absolute top-1 left-1 size-1.5 rounded-full bg-accent" />}
    </>
  );
}

import type { ClaimView, PositionLine } from '@entente/server/api-types';
import { compareNames } from '../../lib/name-order.ts';
import { classNames } from '../../ui/class-names.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { PointLine } from './point-line.tsx';
import { stanceOf, stances, stanceWords } from './stance.ts';
import { DividedMark, TrendMark } from './stance-legend.tsx';
import { StanceMark } from './stance-mark.tsx';

interface HolderListProps {
  lines: PositionLine[];
  cells: ClaimView['cells'];
  chosen: string | undefined;
  onChoose: (principal: string | undefined) => void;
}

/** Principals by where they stand, from for to against, and by name; the chosen one with everything its voices ever said. */
export function HolderList({ lines, cells, chosen, onChoose }: HolderListProps) {
  const names = new Map(lines.map(({ principal }) => [principal.id, principal.name]));
  const nameOf = ({ principal }: HolderListProps['cells'][number]): string => names.get(principal) ?? '';
  const byName = cells.toSorted((a, b) => compareNames(nameOf(a), nameOf(b)));
  const groups = stances
    .map((stance) => ({ stance, cells: byName.filter((cell) => stanceOf(cell) === stance) }))
    .filter((group) => group.cells.length > 0);
  return (
    <div className="space-y-3">
      {groups.map(({ stance, cells: members }) => (
        <section key={stance} aria-label={stanceWords[stance]}>
          <h3 className="mb-1 flex items-center gap-1.5 text-xs font-semibold text-ink-soft">
            <StanceMark stance={stance} /> {stanceWords[stance]}{' '}
            <span className="tabular font-normal text-ink-faint">{members.length}</span>
          </h3>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {members.map((cell) => {
              const isChosen = cell.principal === chosen;
              return (
                <li key={cell.principal}>
                  <button
                    type="button"
                    aria-expanded={isChosen}
                    onClick={() => onChoose(isChosen ? undefined : cell.principal)}
                    className={classNames(
                      'flex min-h-9 w-full flex-wrap items-center gap-x-2 px-3 py-1 text-left text-sm hover:bg-sunk',
                      isChosen && 'bg-accent-soft',
                    )}
                  >
                    <span className="font-medium">
                      <SafeText>{nameOf(cell)}</SafeText>
                    </span>
                    {cell.answer === 'conditional' && <span className="text-xs text-ink-soft">on a condition</span>}
                    {cell.beside.map((other) => (
                      <span key={`${other.answer} ${other.opinion}`} className="inline-flex items-center gap-1 text-xs">
                        <StanceMark stance={stanceOf(other)} unofficial /> the same day another voice:{' '}
                        {stanceWords[stanceOf(other)].toLowerCase()}
                      </span>
                    ))}
                    {!cell.official && <span className="text-xs text-ink-faint">not official</span>}
                    <span className="ml-auto inline-flex items-center gap-1.5 text-xs text-ink-faint">
                      {cell.divided && (
                        <>
                          <DividedMark /> voices differ
                        </>
                      )}
                      <TrendMark trend={cell.trend} />
                      <Time value={cell.since} form="date" />
                    </span>
                  </button>
                  {isChosen && (
                    <ul className="space-y-2 border-t border-line px-3 py-2">
                      {lines
                        .filter(({ principal }) => principal.id === cell.principal)
                        .flatMap(({ points }) => points)
                        .sort((a, b) => b.since.localeCompare(a.since))
                        .map((point) => (
                          <li key={point.id}>
                            <PointLine point={point} />
                          </li>
                        ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

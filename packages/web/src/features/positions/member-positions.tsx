import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { memberPositionsQuery } from '../../api/positions.ts';
import { countOf } from '../../lib/format-number.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { PointLine } from './point-line.tsx';
import { SignalCard } from './signal-card.tsx';
import { stanceOf, stanceWords } from './stance.ts';
import { DividedMark, TrendMark } from './stance-legend.tsx';
import { StanceMark } from './stance-mark.tsx';

const signalsAtFirst = 4;

/** A member's positions, who speaks for it, and where its voices differ. Nothing where it has said nothing. */
export function MemberPositions({ id }: { id: string }) {
  const [shown, setShown] = useState(signalsAtFirst);
  const positions = useQuery(memberPositionsQuery(id));
  return (
    <QueryState query={positions} lines={6}>
      {({ cells, speakers, signals }) =>
        cells.length === 0 ? null : (
          <div className="mb-8 space-y-8">
            <Panel title="Where it stands" bare aside={countOf(cells.length, 'claim')}>
              <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                {cells.map((cell) => (
                  <li key={cell.claim} className="px-4 py-2">
                    <details>
                      <summary className="flex min-h-7 list-none flex-wrap items-center gap-x-2 text-sm">
                        <StanceMark
                          stance={stanceOf(cell)}
                          conditional={cell.answer === 'conditional'}
                          unofficial={!cell.official}
                        />
                        {cell.beside.map((other) => (
                          <StanceMark key={`${other.answer} ${other.opinion}`} stance={stanceOf(other)} unofficial />
                        ))}
                        <span className="min-w-0">
                          <SafeText>{cell.claimName}</SafeText>
                        </span>
                        <span className="ml-auto inline-flex items-center gap-2 text-xs text-ink-soft">
                          {cell.divided && (
                            <span className="inline-flex items-center gap-1">
                              <DividedMark /> voices differ
                            </span>
                          )}
                          <TrendMark trend={cell.trend} />
                          <span>
                            {[cell, ...cell.beside]
                              .map((each) => stanceWords[stanceOf(each)].toLowerCase())
                              .join(' or ')}
                          </span>
                          <span className="text-ink-faint">{countOf(cell.voices, 'voice')}</span>
                        </span>
                      </summary>
                      <ul className="mt-2 space-y-2 pb-1">
                        {cell.voicesNow.map((point) => (
                          <li key={point.id}>
                            <PointLine point={point} />
                          </li>
                        ))}
                      </ul>
                      <Link
                        to="/claims/$id"
                        params={{ id: cell.claim }}
                        search={{ holder: id }}
                        className="text-sm text-accent underline"
                      >
                        All about this claim
                      </Link>
                    </details>
                  </li>
                ))}
              </ul>
            </Panel>
            {speakers.length > 0 && (
              <Panel title="Who speaks for it" bare>
                <ul className="flex flex-wrap gap-2 text-sm">
                  {speakers.map(({ holder, office, claims, last }) => (
                    <li key={holder.id} className="rounded-md border border-line bg-sheet px-3 py-1.5">
                      <span className="font-medium">
                        <SafeText>{holder.name}</SafeText>
                      </span>
                      {office && (
                        <span className="text-ink-soft">
                          , <SafeText>{office}</SafeText>
                        </span>
                      )}
                      <span className="block text-xs text-ink-faint">
                        on {countOf(claims, 'claim')}, last <Time value={last} form="date" />
                      </span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
            {signals.length > 0 && (
              <Panel title="Signals" bare aside={countOf(signals.length, 'signal')}>
                <div className="grid gap-3 lg:grid-cols-2">
                  {signals.slice(0, shown).map((signal) => (
                    <SignalCard key={signal.key} signal={signal} />
                  ))}
                </div>
                {signals.length > shown && (
                  <Button className="mt-3" onClick={() => setShown(signals.length)}>
                    All {signals.length} signals
                  </Button>
                )}
              </Panel>
            )}
          </div>
        )
      }
    </QueryState>
  );
}

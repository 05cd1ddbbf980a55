import type { Claim } from '@entente/server/api-types';
import { countOf } from '../../lib/format-number.ts';
import type { Stance } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';

const order: readonly Stance[] = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'];

/** How many stand where on a claim, from against to for, as a bar with its numbers. */
export function TallyBar({ tally }: { tally: Claim['tally'] }) {
  const total = tally.held.reduce((sum, count) => sum + count, 0) + tally.declined;
  if (total === 0) return <p className="text-xs text-ink-faint">Nobody has a position that you may see.</p>;
  const parts = [
    ...order.map((stance, place) => ({ stance, count: tally.held[place] ?? 0 })),
    { stance: 'declined' as const, count: tally.declined },
  ];
  return (
    <div>
      <div className="flex h-2.5 gap-px overflow-hidden rounded-sm" aria-hidden="true">
        {parts.map(
          ({ stance, count }) =>
            count > 0 && <span key={stance} className="stance-bar" data-stance={stance} style={{ flexGrow: count }} />,
        )}
      </div>
      <ul className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-soft">
        {parts.map(
          ({ stance, count }) =>
            count > 0 && (
              <li key={stance} className="tabular inline-flex items-center gap-1" title={stance.replace('-', ' ')}>
                <StanceMark stance={stance} className="size-3" />
                <span className="sr-only">{stance.replace('-', ' ')}: </span>
                {count}
              </li>
            ),
        )}
        {tally.conditional > 0 && <li className="text-ink-faint">{countOf(tally.conditional, 'condition')}</li>}
      </ul>
    </div>
  );
}

import type { WhatIf } from '@entente/server/api-types';
import { SafeText } from '../../ui/safe-text.tsx';

type Loss = WhatIf['losses']['all'][number];

interface LossBarsProps {
  losses: readonly Loss[];
  name?: (loss: Loss) => string;
}

/** Shares as bars: hatched goes, plain remains; the words say both with their bounds. */
export function LossBars({ losses, name }: LossBarsProps) {
  if (losses.length === 0) return <p className="text-sm text-ink-soft">No figure changes.</p>;
  return (
    <ul className="space-y-3">
      {losses.map((loss) => (
        <li key={`${loss.column} ${loss.value} ${loss.before.unit ?? loss.before.currency}`}>
          <p className="flex flex-wrap justify-between gap-x-3 text-sm">
            <span className="min-w-0">
              {name && <SafeText>{name(loss)}</SafeText>}
              {name && ', '}
              <span className="text-ink-soft">
                {loss.column === 'delivered' ? 'there' : 'promised and outstanding'}
              </span>
            </span>
            <span className="tabular">{loss.shareWords} goes</span>
          </p>
          <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-sm border border-edge bg-accent-soft">
            <div className="loss-hatch border-r border-edge" style={{ width: `${loss.share * 100}%` }} />
          </div>
          <p className="tabular mt-0.5 text-xs text-ink-soft">
            goes <SafeText>{loss.goes.words}</SafeText>, remains <SafeText>{loss.remains.words}</SafeText>
          </p>
        </li>
      ))}
    </ul>
  );
}

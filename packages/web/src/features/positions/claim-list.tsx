import type { Claim } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { DisagreementMeter } from './disagreement-meter.tsx';
import { TallyBar } from './tally-bar.tsx';

/** Claims with how many stand where: what the matrix is on a phone. */
export function ClaimList({ claims }: { claims: Claim[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {claims.map((claim) => (
        <li key={claim.id} className="space-y-1.5 px-4 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Link to="/claims/$id" params={{ id: claim.id }} className="font-medium">
              <SafeText>{claim.name}</SafeText>
            </Link>
            {claim.changed && (
              <span className="text-xs text-ink-faint">
                changed <Time value={claim.changed} form="date" />
              </span>
            )}
          </p>
          <TallyBar tally={claim.tally} />
          <DisagreementMeter value={claim.tally.disagreement} />
        </li>
      ))}
    </ul>
  );
}

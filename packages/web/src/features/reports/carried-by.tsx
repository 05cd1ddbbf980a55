import type { CarriedBy as Carriers } from '@entente/server/api-types';
import { CarrierList } from './carrier-list.tsx';

/** In how many reports a text stands that is one source; unfolded, which. Nothing where it stands in one. */
export function CarriedBy({ carriedBy }: { carriedBy: Carriers | undefined }) {
  if (carriedBy === undefined) return null;
  return (
    <details className="text-xs">
      <summary className="min-h-7 text-ink-soft">carried by {carriedBy.reports} reports, one source</summary>
      <CarrierList carriedBy={carriedBy} />
    </details>
  );
}

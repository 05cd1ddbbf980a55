import type { CarriedBy } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

interface CarrierListProps {
  carriedBy: CarriedBy;
  /** The report on whose page the list stands. */
  here?: string;
  /** What stands below the name of a report. */
  below?: (report: string) => ReactNode;
}

/** The reports that carry one text, as far as the viewer may see them. */
export function CarrierList({ carriedBy: { reports, first }, here, below }: CarrierListProps) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet text-sm">
      {first.map(({ id, name, publisher, published }) => (
        <li key={id} className="px-3 py-2">
          {id === here ? (
            <span className="font-medium" aria-current="page">
              <SafeText>{name}</SafeText>
            </span>
          ) : (
            <Link to="/reports/$id" params={{ id }} className="font-medium">
              <SafeText>{name}</SafeText>
            </Link>
          )}
          <span className="text-ink-soft">
            {publisher && (
              <>
                {' · '}
                <SafeText>{publisher}</SafeText>
              </>
            )}
            {published && (
              <>
                {' · '}
                <Time value={published} form="date" />
              </>
            )}
            {id === here && ' · this one'}
          </span>
          {below?.(id)}
        </li>
      ))}
      {reports > first.length && <li className="px-3 py-2 text-ink-soft">and {reports - first.length} more</li>}
    </ul>
  );
}

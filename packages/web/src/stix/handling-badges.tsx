import type { Handling } from '@entente/server/api-types';
import { Badge } from '../ui/badge.tsx';
import { Time } from '../ui/time.tsx';

/** The duties and dates that come with something, shown wherever it is. */
export function HandlingBadges({ handling }: { handling: Handling }) {
  const { noOnwardRelease, notForCourt, nodesOnly, notBefore, reviewAfter, purgeAfter } = handling;
  const dates = [
    ['Embargo until', notBefore],
    ['Review after', reviewAfter],
    ['Purge after', purgeAfter],
  ] as const;
  if (Object.values(handling).every((one) => !one)) return null;
  return (
    <ul aria-label="Handling" className="flex flex-wrap gap-1.5">
      {noOnwardRelease && (
        <li>
          <Badge tone="warn">No onward release</Badge>
        </li>
      )}
      {notForCourt && (
        <li>
          <Badge tone="warn">Not for court use</Badge>
        </li>
      )}
      {nodesOnly && (
        <li>
          <Badge tone="warn">Entente nodes only</Badge>
        </li>
      )}
      {dates.map(([label, at]) =>
        at ? (
          <li key={label}>
            <Badge tone="accent">
              {label} <Time value={at} form="full" />
            </Badge>
          </li>
        ) : null,
      )}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { taxiiFeedQuery } from '../../api/taxii-feeds.ts';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** What did not come in or go out, each with its reason; newest first. */
export function RefusedObjects({ feed }: { feed: string }) {
  return (
    <QueryState query={useQuery(taxiiFeedQuery(feed))} lines={3}>
      {({ refusals, refused }) => (
        <>
          <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-md bg-sunk px-3 text-sm">
            {refusals.map(({ object, version, reason }) => (
              <li key={`${object} ${version}`} className="py-1.5">
                <span className="block font-mono text-xs break-all text-ink-soft">
                  <SafeText>{object}</SafeText>
                </span>
                <SafeText>{reason}</SafeText>
              </li>
            ))}
          </ul>
          {refused > refusals.length && <p className="text-xs text-ink-faint">The newest {refusals.length}.</p>}
        </>
      )}
    </QueryState>
  );
}

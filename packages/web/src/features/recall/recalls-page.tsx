import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recallsQuery } from '../../api/recalls.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { typeOfId } from './recall-page.tsx';
import { RecallProgress } from './recall-state.tsx';

/** What the own member has taken back. */
export function RecallsPage() {
  usePageTitle('Recalls');
  const query = useInfiniteQuery(recallsQuery);
  const recalls = query.data?.pages.flatMap((page) => page.recalls) ?? [];
  return (
    <>
      <PageHeader
        title="Recalls"
        lead="What your member has taken back, who has confirmed, and what is beyond recall. Nobody else is shown this."
      />
      <div className="max-w-4xl space-y-4">
        <QueryState query={query} lines={6}>
          {() =>
            recalls.length === 0 ? (
              <EmptyState title="Nothing recalled">
                Open an object of your own and choose Recall to take it back wherever it is held.
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                {recalls.map(({ id, object, whole, from, reason, ordered, nodes }) => (
                  <li key={id}>
                    <Link to="/recalls/$id" params={{ id }} className="block space-y-1 px-4 py-3 hover:bg-sunk/60">
                      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                        <span className="font-medium">
                          {typeOfId(object)}
                          {!whole && ', one version'}
                          {from && <SafeText>{`, from ${from.name} alone`}</SafeText>}
                        </span>
                        <span className="flex items-center gap-2 text-sm text-ink-soft">
                          <RecallProgress nodes={nodes} />
                          <Time value={ordered} />
                        </span>
                      </span>
                      <span className="block text-sm text-ink-soft">
                        <SafeText>{reason}</SafeText>
                      </span>
                      <span className="block font-mono text-xs break-all text-ink-faint">{object}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            More
          </Button>
        )}
      </div>
    </>
  );
}

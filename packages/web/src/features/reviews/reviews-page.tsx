import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reviewsQuery } from '../../api/policy.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { ObjectRow } from '../../stix/object-row.tsx';
import { objectTitle } from '../../stix/object-title.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Time } from '../../ui/time.tsx';

/** One's own objects that somebody should look at again, longest due first. */
export function ReviewsPage() {
  usePageTitle('Reviews');
  const me = useMe();
  const reviews = useQuery(reviewsQuery);
  return (
    <>
      <PageHeader
        title="Reviews"
        lead="What your member published, and said that it would look at again. A new version with a later date takes it from this list."
      />
      <QueryState query={reviews} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="Nothing is due">
              Objects whose review date has come appear here. The dates come from their terms, or from your member’s
              policy.
            </EmptyState>
          ) : (
            <ul className="max-w-4xl divide-y divide-line rounded-lg border border-line bg-sheet">
              {list.map(({ summary, due }) => (
                <li key={summary.id}>
                  <ObjectRow object={summary} />
                  <div className="flex flex-wrap items-center justify-between gap-2 px-3 pb-3">
                    <Badge tone="warn">
                      Due since <Time value={due} form="date" />
                    </Badge>
                    {mayPublish(me) && (
                      <Link
                        to="/objects/$id/edit"
                        params={{ id: summary.id }}
                        className={buttonClass('secondary', 'sm')}
                      >
                        Review <span className="sr-only">{plainText(objectTitle(summary))}</span>
                      </Link>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </>
  );
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ObjectFilters, objectFacetsQuery, objectListQuery } from '../../api/objects.ts';
import { formatTotal } from '../../lib/format-number.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { BrowseActions } from './browse-actions.tsx';
import { FacetPanel } from './facet-panel.tsx';
import { NoResults } from './no-results.tsx';
import { ResultList } from './result-list.tsx';
import { SearchBox } from './search-box.tsx';

interface BrowsePageProps {
  filters: ObjectFilters;
  /** Puts filters into the address; `replace` where going back should not undo them one by one. */
  onFilters: (filters: ObjectFilters, replace: boolean) => void;
}

/** Everything that the viewer may see: searched, narrowed by facets, as one endless list. */
export function BrowsePage({ filters, onFilters }: BrowsePageProps) {
  usePageTitle(filters.q ? `Search: ${filters.q}` : 'Browse');
  const [facetsOpen, setFacetsOpen] = useState(false);
  const list = useInfiniteQuery(objectListQuery(filters));
  const facets = useQuery(objectFacetsQuery(filters));
  const { q, ...others } = filters;
  const objects = list.data?.pages.flatMap((page) => page.objects) ?? [];
  const total = list.data?.pages[0]?.total;
  const panel = (
    <FacetPanel facets={facets.data?.facets} filters={filters} onFilters={(next) => onFilters(next, false)} />
  );
  return (
    <>
      <h1 className="sr-only">Browse</h1>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchBox value={q ?? ''} onChange={(next) => onFilters(next ? { ...others, q: next } : others, true)} />
        <Button className="lg:hidden" onClick={() => setFacetsOpen(true)}>
          <Icon name="filter" /> Filters
        </Button>
        <BrowseActions filters={filters} />
      </div>
      <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] 2xl:grid-cols-[17rem_minmax(0,1fr)]">
        <aside aria-label="Filters" className="hidden lg:block">
          <div className="sticky top-6 max-h-[calc(100dvh-3rem)] overflow-y-auto pr-1">{panel}</div>
        </aside>
        <section aria-label="Results" className="min-w-0">
          <div className="mb-2 flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1">
            <p role="status" className="eyebrow">
              {total
                ? `${formatTotal(total)} ${total.count === 1 && total.exact ? 'object' : 'objects'}`
                : 'Searching…'}
            </p>
            <ActiveFilters
              filters={filters}
              facets={facets.data?.facets}
              onFilters={(next) => onFilters(next, false)}
            />
          </div>
          {list.isError && objects.length === 0 && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
          {list.isPending && <Skeleton lines={14} />}
          {list.isSuccess && objects.length === 0 && <NoResults filtered={Object.keys(filters).length > 0} />}
          {objects.length > 0 && (
            <ResultList
              objects={objects}
              total={total?.exact ? total.count : undefined}
              stale={list.isPlaceholderData}
              since={filters.since}
              more={list.hasNextPage}
              loadMore={() => {
                if (!list.isFetchingNextPage) void list.fetchNextPage();
              }}
              failure={list.isFetchNextPageError ? list.error : undefined}
            />
          )}
        </section>
      </div>
      <Dialog open={facetsOpen} onOpenChange={setFacetsOpen} title="Filters" form="sheet">
        {panel}
      </Dialog>
    </>
  );
}

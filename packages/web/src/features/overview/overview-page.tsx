import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { markOverviewSeen, overviewQuery } from '../../api/overview.ts';
import { actedFor, useMe } from '../../api/session.ts';
import { formatFacetCount } from '../../lib/format-number.ts';
import { formatDateTime } from '../../lib/format-time.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { Counts } from './counts.tsx';
import { FirstSteps, hasJustBegun } from './first-steps.tsx';
import { LeadsPanel } from './leads-panel.tsx';
import { NewestPanel } from './newest-panel.tsx';
import { PicturePart } from './picture.tsx';

const PlacesPanel = lazy(() => import('./places-panel.tsx').then((file) => ({ default: file.PlacesPanel })));
const OverTimePanel = lazy(() => import('./over-time-panel.tsx').then((file) => ({ default: file.OverTimePanel })));

/** The first page: the picture of the coalition, and what is new for this viewer, from whom, of what kind, where and when. */
export function OverviewPage() {
  usePageTitle('Overview');
  const me = useMe();
  const overview = useQuery(overviewQuery);
  const queryClient = useQueryClient();
  const seen = useMutation({
    mutationFn: markOverviewSeen,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: overviewQuery.queryKey }),
  });
  return (
    <QueryState query={overview} lines={12} page="Overview">
      {(data) => (
        <>
          <PageHeader
            eyebrow={
              <>
                Briefing for {me && <SafeText>{actedFor(me)}</SafeText>} · {formatDateTime(new Date().toISOString())}
              </>
            }
            title={data.fresh > 0 ? `${formatFacetCount(data.fresh)} new for you` : 'Nothing new for you'}
            lead={
              <>
                Since <Time value={data.since} form="full" />. Of {formatFacetCount(data.total)}{' '}
                {data.total === 1 ? 'object that was' : 'objects that were'} released to you in all.
              </>
            }
            actions={
              <>
                <Link to="/brief" search={{ about: 'day' }} className={buttonClass()}>
                  Brief of the day
                </Link>
                {data.fresh > 0 && (
                  <Link to="/browse" search={{ since: data.since }} className={buttonClass('primary')}>
                    Read what is new
                  </Link>
                )}
                {data.fresh > 0 && (
                  <Button busy={seen.isPending} onClick={() => seen.mutate()}>
                    <Icon name="check" /> Mark all as seen
                  </Button>
                )}
              </>
            }
          />
          {me?.unit && (
            <div className="mb-10">
              <LeadsPanel />
            </div>
          )}
          {me && hasJustBegun(data.byType) ? <FirstSteps me={me} /> : <PicturePart />}
          <div className="grid gap-x-8 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="min-w-0 space-y-8">
              {!me?.unit && <LeadsPanel />}
              <NewestPanel objects={data.newest} since={data.since} />
            </div>
            <div className="grid content-start gap-8 sm:grid-cols-2 xl:grid-cols-1 2xl:grid-cols-2">
              <Suspense fallback={<div className="skeleton h-72 sm:col-span-2 xl:col-span-1 2xl:col-span-2" />}>
                <PlacesPanel places={data.places} className="sm:col-span-2 xl:col-span-1 2xl:col-span-2" />
              </Suspense>
              <Suspense fallback={<div className="skeleton h-44 sm:col-span-2 xl:col-span-1 2xl:col-span-2" />}>
                <OverTimePanel days={data.overTime} className="sm:col-span-2 xl:col-span-1 2xl:col-span-2" />
              </Suspense>
              <Counts title="By member" facets={data.byMember} filter="member" />
              <Counts title="By type" facets={data.byType} filter="type" />
            </div>
          </div>
        </>
      )}
    </QueryState>
  );
}

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { objectQuery } from '../../api/objects.ts';
import { ApiError } from '../../api/request.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { QueryState } from '../../ui/query-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { HoldersView } from './holders/holders-view.tsx';
import { ObjectFacts } from './object-facts.tsx';
import { ObjectHeader } from './object-header.tsx';
import { ObjectMissing } from './object-missing.tsx';
import { ObjectReading } from './object-reading.tsx';
import { RawView } from './raw-view.tsx';
import { TermsStrip } from './terms-strip.tsx';
import { VersionBanner } from './versions/version-banner.tsx';
import { VersionsView } from './versions/versions-view.tsx';

const ConnectionsView = lazy(() =>
  import('./graph/connections-view.tsx').then((file) => ({ default: file.ConnectionsView })),
);

interface ObjectPageProps {
  id: string;
  /** `modified` of an older version to show. */
  version: string | undefined;
  tab: string;
  onTab: (tab: string) => void;
}

/** One object: readable, with its terms, its versions, what it is connected to, and its bytes. */
export function ObjectPage({ id, version, tab, onTab }: ObjectPageProps) {
  const query = useQuery(objectQuery(id, version));
  const summary = query.data?.summary;
  usePageTitle(summary && `${objectTitle(summary)} (${objectType(summary.type).singular})`);
  if (query.error instanceof ApiError && query.error.status === 404) return <ObjectMissing id={id} />;
  return (
    <QueryState query={query} lines={14}>
      {(view) => {
        const items: TabItem[] = [
          { value: 'read', label: 'Read', content: <ObjectReading view={view} /> },
          {
            value: 'connections',
            label: 'Connections',
            content: (
              <Suspense fallback={<Skeleton lines={10} />}>
                <ConnectionsView id={id} />
              </Suspense>
            ),
          },
          {
            value: 'versions',
            label: 'Versions',
            count: view.versions.length,
            content: <VersionsView id={id} versions={view.versions} />,
          },
          // Who has something is its owner's alone to know.
          ...(view.terms.audience
            ? [{ value: 'holders', label: 'Who has this', content: <HoldersView id={id} object={view.object} /> }]
            : []),
          { value: 'raw', label: 'JSON', content: <RawView id={id} version={version} /> },
        ];
        const known = items.some((item) => item.value === tab);
        return (
          <article>
            <TermsStrip terms={view.terms} parts={view.handlingOfParts} />
            <ObjectHeader view={view} />
            <VersionBanner view={view} version={version} />
            <div className="grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_18rem] 2xl:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="min-w-0">
                <Tabs value={known ? tab : 'read'} onChange={onTab} items={items} />
              </div>
              <ObjectFacts view={view} version={version} />
            </div>
          </article>
        );
      }}
    </QueryState>
  );
}

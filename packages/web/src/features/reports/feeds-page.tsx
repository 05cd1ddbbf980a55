import type { Feed } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { feedsQuery } from '../../api/feeds.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import { FeedRow } from './feed-row.tsx';

/** The feeds that one's member pulls: whether they come in, and what went wrong. */
export function FeedsPage() {
  usePageTitle('Feeds');
  const me = useMe();
  const feeds = useQuery(feedsQuery);
  const { data: collections = [] } = useQuery(collectionsQuery);
  const [adding, setAdding] = useState(false);
  const mayChange = mayPublish(me) && me?.unit === undefined;
  const allowed = feeds.data?.allowed ?? [];
  const add = mayChange && allowed.length > 0 && (
    <Button tone="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> Add a feed
    </Button>
  );
  const titleOf = ({ collection }: Feed): string =>
    collections.find(({ id }) => id === collection)?.title ?? collection;
  return (
    <>
      <PageHeader
        eyebrow={<Link to="/reports">Reports</Link>}
        title="Feeds"
        lead="Each new item of a feed comes in as a report of your member, under the terms chosen for the feed."
        actions={(feeds.data?.feeds.length ?? 0) > 0 && add}
      />
      <QueryState query={feeds} lines={6}>
        {({ feeds: all }) =>
          all.length === 0 ? (
            <EmptyState title={allowed.length === 0 ? 'No addresses are allowed' : 'No feeds yet'} action={add}>
              {allowed.length === 0
                ? 'The operator of the node names where feeds may be fetched from (ENTENTE_FEEDS).'
                : 'An RSS, Atom or JSON feed, from an address that the operator allows.'}
            </EmptyState>
          ) : (
            <ul className="max-w-5xl divide-y divide-line rounded-lg border border-line bg-sheet">
              {all.map((feed) => (
                <FeedRow key={feed.id} feed={feed} collection={titleOf(feed)} mayChange={mayChange} />
              ))}
            </ul>
          )
        }
      </QueryState>
      {adding && <FeedDialog allowed={allowed} onClose={() => setAdding(false)} />}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { taxiiFeedsQuery } from '../../api/taxii-feeds.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AddTaxiiFeedDialog } from './add-taxii-feed-dialog.tsx';
import { TaxiiFeedRow } from './taxii-feed-row.tsx';

/** The plain TAXII servers that one's member pulls from and pushes to. */
export function TaxiiFeedsPage() {
  usePageTitle('TAXII feeds');
  const query = useQuery(taxiiFeedsQuery);
  const [dialog, setDialog] = useState<'pull' | 'push'>();
  const actions = (
    <>
      <Button onClick={() => setDialog('push')}>Push to a server</Button>
      <Button tone="primary" onClick={() => setDialog('pull')}>
        Pull from a server
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title="TAXII feeds"
        lead="Servers outside of the coalition’s nodes: what your member takes in from them, and what of its own it sends there."
        actions={actions}
      />
      <QueryState query={query} lines={6}>
        {({ feeds, warning }) => (
          <>
            {feeds.length === 0 ? (
              <EmptyState title="No feed yet">
                Pull from a vendor’s or a partner’s TAXII server, and what comes in carries the terms that you set. Or
                push what your member may give to everybody to a server that others read.
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                {feeds.map((feed) => (
                  <TaxiiFeedRow key={feed.id} feed={feed} />
                ))}
              </ul>
            )}
            {dialog !== undefined && (
              <AddTaxiiFeedDialog direction={dialog} warning={warning} onClose={() => setDialog(undefined)} />
            )}
          </>
        )}
      </QueryState>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { alertSubscriptionsQuery, alertsQuery } from '../../api/alerts.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { SubscribeDialog } from './subscribe-dialog.tsx';
import { SubscriptionsTab } from './subscriptions-tab.tsx';

/** What one was told of, and what one asked to be told of. */
export function AlertsPage({ tab, onTab }: { tab: string; onTab: (tab: string) => void }) {
  usePageTitle('Alerts');
  const alerts = useQuery(alertsQuery);
  const subscriptions = useQuery(alertSubscriptionsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeader
        title="Alerts"
        lead="What is new in what you asked to be told of. What is taken back, or not released to you any more, is not in it."
        actions={
          <Button tone="primary" onClick={() => setAdding(true)}>
            <Icon name="plus" className="size-3" /> Subscribe
          </Button>
        }
      />
      <Tabs
        value={tab === 'subscriptions' ? tab : 'alerts'}
        onChange={onTab}
        items={[
          {
            value: 'alerts',
            label: 'News',
            content: (
              <QueryState query={alerts} lines={8}>
                {(list) => <AlertsTab list={list} onSubscriptions={() => onTab('subscriptions')} />}
              </QueryState>
            ),
          },
          {
            value: 'subscriptions',
            label: 'Subscriptions',
            ...(subscriptions.data ? { count: subscriptions.data.subscriptions.length } : {}),
            content: (
              <QueryState query={subscriptions} lines={6}>
                {({ subscriptions: all }) => <SubscriptionsTab subscriptions={all} />}
              </QueryState>
            ),
          },
        ]}
      />
      {adding && <SubscribeDialog onClose={() => setAdding(false)} />}
    </>
  );
}

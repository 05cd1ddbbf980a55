import type { AlertWatch } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { alertSubscriptionsQuery } from '../../api/alerts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SubscribeDialog } from './subscribe-dialog.tsx';

/** Subscribes to what a page shows; says so where one has. */
export function AlertButton({ watch, name }: { watch: AlertWatch; name: string }) {
  const [adding, setAdding] = useState(false);
  const { data } = useQuery(alertSubscriptionsQuery);
  const wanted = JSON.stringify(watch);
  if (data?.subscriptions.some((each) => JSON.stringify(each.watch) === wanted)) {
    return (
      <Badge tone="good">
        <Icon name="bell" className="size-3" /> You are told of news
      </Badge>
    );
  }
  return (
    <>
      <Button onClick={() => setAdding(true)}>
        <Icon name="bell" /> Alert me
      </Button>
      {adding && <SubscribeDialog about={{ watch, name }} onClose={() => setAdding(false)} />}
    </>
  );
}

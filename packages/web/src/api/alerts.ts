import type {
  AddedAlertSubscription,
  AlertList,
  AlertSubscriptions,
  AlertTest,
  NewAlertSubscription,
} from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/alerts/subscriptions/${encodeURIComponent(id)}`;

export const alertsQuery = queryOptions({
  queryKey: ['alerts', 'list'],
  queryFn: ({ signal }) => get<AlertList>('/api/alerts', signal),
  // The node looks a moment after something came, so that the word of it alone comes too early.
  refetchInterval: 60_000,
});

export const alertSubscriptionsQuery = queryOptions({
  queryKey: ['alerts', 'subscriptions'],
  queryFn: ({ signal }) => get<AlertSubscriptions>('/api/alerts/subscriptions', signal),
});

/** Those with these ids, or all. */
export function markAlertsRead(ids?: readonly string[]): Promise<void> {
  return write('POST', '/api/alerts/read', ids === undefined ? {} : { ids });
}

/** A webhook's secret is in this answer and never again. */
export function subscribe(subscription: NewAlertSubscription): Promise<AddedAlertSubscription> {
  return write<AddedAlertSubscription>('POST', '/api/alerts/subscriptions', subscription);
}

export function unsubscribe(id: string): Promise<void> {
  return write('DELETE', pathOf(id));
}

export function testSubscription(id: string): Promise<AlertTest> {
  return write<AlertTest>('POST', `${pathOf(id)}/test`);
}

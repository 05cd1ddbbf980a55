import type { NewTaxiiFeed, TaxiiFeed, TaxiiFeedList, TaxiiFeedView } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const of = (id: string): string => `/api/taxii-feeds/${encodeURIComponent(id)}`;

/** Those of one's member; looked at anew while the page is open. */
export const taxiiFeedsQuery = queryOptions({
  queryKey: ['taxii-feeds'],
  queryFn: ({ signal }) => get<TaxiiFeedList>('/api/taxii-feeds', signal),
  refetchInterval: 10_000,
});

/** One, with what of it did not come in or go out. */
export const taxiiFeedQuery = (id: string) =>
  queryOptions({
    queryKey: ['taxii-feeds', id],
    queryFn: ({ signal }) => get<TaxiiFeedView>(of(id), signal),
  });

export function addTaxiiFeed(feed: NewTaxiiFeed): Promise<TaxiiFeed> {
  return write('POST', '/api/taxii-feeds', feed);
}

export function setTaxiiFeedState(id: string, state: 'on' | 'paused'): Promise<TaxiiFeed> {
  return write('PATCH', of(id), { state });
}

export function runTaxiiFeed(id: string): Promise<TaxiiFeedView> {
  return write('POST', `${of(id)}/run`);
}

export function removeTaxiiFeed(id: string): Promise<void> {
  return write('DELETE', of(id));
}

import type { Feed, NewFeed } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/feeds/${encodeURIComponent(id)}`;

/** The feeds of one's member, and where the operator allows them from. */
export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  queryFn: ({ signal }) => get<{ feeds: Feed[]; allowed: string[] }>('/api/feeds', signal),
});

export function addFeed(feed: NewFeed): Promise<Feed> {
  return write<Feed>('POST', '/api/feeds', feed);
}

export function pauseFeed(id: string, paused: boolean): Promise<Feed> {
  return write<Feed>('PATCH', pathOf(id), { paused });
}

export function removeFeed(id: string): Promise<void> {
  return write('DELETE', pathOf(id));
}

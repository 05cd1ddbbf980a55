import type { Collection, NewCollection } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const collectionsQuery = queryOptions({
  queryKey: ['collections'],
  queryFn: async ({ signal }) => (await get<{ collections: Collection[] }>('/api/collections', signal)).collections,
  staleTime: 60_000,
});

export function addCollection(collection: NewCollection): Promise<Collection> {
  return write<Collection>('POST', '/api/collections', collection);
}

export function changeCollection(
  id: string,
  change: Partial<Pick<NewCollection, 'title' | 'description' | 'readers' | 'writers'>>,
): Promise<Collection> {
  return write<Collection>('PATCH', `/api/collections/${encodeURIComponent(id)}`, change);
}

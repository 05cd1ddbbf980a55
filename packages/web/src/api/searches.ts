import type { NewSavedSearch, SavedSearch } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const searchesQuery = queryOptions({
  queryKey: ['searches'],
  queryFn: async ({ signal }) => (await get<{ searches: SavedSearch[] }>('/api/searches', signal)).searches,
});

export function saveSearch(search: NewSavedSearch): Promise<SavedSearch> {
  return write<SavedSearch>('POST', '/api/searches', search);
}

export function deleteSearch(id: string): Promise<void> {
  return write('DELETE', `/api/searches/${encodeURIComponent(id)}`);
}

/** Says that the search's results were looked at, so that its count of new ones starts again. */
export function markSearchOpened(id: string): Promise<void> {
  return write('POST', `/api/searches/${encodeURIComponent(id)}/opened`);
}

import type { Overview } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => get<Overview>('/api/overview', signal),
});

/** Says that the viewer has seen what is new until now. */
export function markOverviewSeen(): Promise<void> {
  return write('POST', '/api/overview/seen');
}

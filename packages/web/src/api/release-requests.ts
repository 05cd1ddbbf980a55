import type { NewReleaseRequest, ReleaseRequest } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/release-requests/${encodeURIComponent(id)}`;

export const releaseRequestsQuery = queryOptions({
  queryKey: ['release-requests'],
  queryFn: async ({ signal }) => (await get<{ requests: ReleaseRequest[] }>('/api/release-requests', signal)).requests,
});

export function releaseRequestQuery(id: string) {
  return queryOptions({
    queryKey: ['release-requests', id],
    queryFn: ({ signal }) => get<ReleaseRequest>(pathOf(id), signal),
  });
}

export function askRelease(request: NewReleaseRequest): Promise<ReleaseRequest> {
  return write<ReleaseRequest>('POST', '/api/release-requests', request);
}

export function refuseRelease(id: string, reason: string): Promise<ReleaseRequest> {
  return write<ReleaseRequest>('POST', `${pathOf(id)}/refuse`, { reason });
}

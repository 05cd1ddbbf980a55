import type { Approval } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/approvals/${encodeURIComponent(id)}`;

export const approvalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: async ({ signal }) => (await get<{ approvals: Approval[] }>('/api/approvals', signal)).approvals,
});

/** One of them, with its draft and the version before. */
export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: ['approvals', id],
    queryFn: ({ signal }) => get<Approval>(pathOf(id), signal),
  });
}

export function approve(id: string): Promise<Approval> {
  return write<Approval>('POST', `${pathOf(id)}/approve`);
}

export function sendBack(id: string, reason: string): Promise<Approval> {
  return write<Approval>('POST', `${pathOf(id)}/send-back`, { reason });
}

import type {
  Claim,
  ClaimView,
  MemberPositions,
  NewClaim,
  NewPosition,
  PositionChanges,
  PositionMatrix,
  Signal,
} from '@entente/server/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, queryString, write } from './request.ts';

/** What became of a claim or position that was handed in: published, or waiting for a second person. */
export interface HandedIn {
  id?: string;
  approval?: string;
  because?: string;
}

export function matrixQuery(time: { asOf?: string; known?: string } = {}) {
  return queryOptions({
    queryKey: ['positions', 'matrix', time],
    queryFn: ({ signal }) => get<PositionMatrix>(`/api/positions${queryString(time)}`, signal),
    placeholderData: keepPreviousData,
  });
}

export const claimsQuery = queryOptions({
  queryKey: ['positions', 'claims'],
  queryFn: async ({ signal }) => (await get<{ claims: Claim[] }>('/api/claims', signal)).claims,
});

export function claimQuery(id: string, asOf?: string) {
  return queryOptions({
    queryKey: ['positions', 'claim', id, asOf ?? 'today'],
    queryFn: ({ signal }) => get<ClaimView>(`/api/claims/${encodeURIComponent(id)}${queryString({ asOf })}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function memberPositionsQuery(id: string) {
  return queryOptions({
    queryKey: ['positions', 'member', id],
    queryFn: ({ signal }) => get<MemberPositions>(`/api/members/${encodeURIComponent(id)}/positions`, signal),
  });
}

export function signalsQuery(dismissed: boolean) {
  return queryOptions({
    queryKey: ['positions', 'signals', dismissed],
    queryFn: async ({ signal }) =>
      (await get<{ signals: Signal[] }>(`/api/signals${queryString({ dismissed })}`, signal)).signals,
  });
}

export const positionChangesQuery = queryOptions({
  queryKey: ['positions', 'changes'],
  queryFn: ({ signal }) => get<PositionChanges>('/api/positions/changes', signal),
});

export function publishClaim(claim: NewClaim): Promise<HandedIn> {
  return write<HandedIn>('POST', '/api/claims', claim);
}

/** A new version of an own claim. */
export function changeClaim(id: string, claim: NewClaim): Promise<HandedIn> {
  return write<HandedIn>('PUT', `/api/claims/${encodeURIComponent(id)}`, claim);
}

export function publishPosition(position: NewPosition): Promise<HandedIn> {
  return write<HandedIn>('POST', '/api/positions', position);
}

export function markPositionsSeen(): Promise<void> {
  return write('POST', '/api/positions/seen');
}

export function dismissSignal({ key, state }: Signal, reason: string): Promise<void> {
  return write('POST', '/api/signals/dismiss', { key, state, reason });
}

export function restoreSignal({ key }: Signal): Promise<void> {
  return write('POST', '/api/signals/restore', { key });
}

import type { Me, NodeInfo } from '@entente/server/api-types';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const nodeQuery = queryOptions({
  queryKey: ['node'],
  queryFn: ({ signal }) => get<NodeInfo>('/api/node', signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => get<Me>('/api/me', signal),
  staleTime: 60_000,
});

/** Who is signed in; undefined only before the shell has loaded it. */
export function useMe(): Me | undefined {
  return useQuery(meQuery).data;
}

export function signIn(email: string, password: string): Promise<Me> {
  return write<Me>('POST', '/api/sign-in', { email, password });
}

export function signOut(): Promise<void> {
  return write('POST', '/api/sign-out');
}

export function changePassword(current: string, next: string): Promise<void> {
  return write('POST', '/api/me/password', { current, next });
}

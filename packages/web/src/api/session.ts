import type { Me, NodeInfo, Role } from '@entente/server/api-types';
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

/** Whom somebody acts for, by name: the unit, which has its member's name before its own, or the member. */
export function actedFor({ member, unit }: Pick<Me, 'member' | 'unit'>): string {
  return (unit ?? member).name;
}

/** Roles with which one may publish; a reader or auditor only looks. */
const publishing: readonly Role[] = ['analyst', 'release-officer', 'member-admin', 'coalition-admin'];

/** Whether publishing and importing are worth offering. The node decides by itself. */
export function mayPublish(me: Me | undefined): boolean {
  return me?.mayWrite === true && me.roles.some((role) => publishing.includes(role));
}

/** Whether recording in the ledger is worth offering: analysts do. */
export function mayRecordInLedger(me: Me | undefined): boolean {
  return me?.mayWrite === true && me.roles.includes('analyst');
}

/** Whether taking own objects back is worth offering. */
export function mayRecall(me: Me | undefined): boolean {
  return me?.mayWrite === true && me.roles.some((role) => role === 'analyst' || role === 'release-officer');
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

import type { LeavingTerms } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (member: string): string => `/api/members/${encodeURIComponent(member)}/leaving`;

/** What becomes of what the own member contributed, if it leaves. */
export function leavingQuery(member: string) {
  return queryOptions({
    queryKey: ['members', 'leaving', member],
    queryFn: ({ signal }) => get<LeavingTerms>(pathOf(member), signal),
  });
}

export function setLeaving(member: string, terms: LeavingTerms): Promise<LeavingTerms> {
  return write<LeavingTerms>('PUT', pathOf(member), terms);
}

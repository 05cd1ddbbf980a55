import type { Brief } from '@entente/server/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, queryString } from './request.ts';

export const briefSubjects = ['claim', 'member', 'area', 'day', 'what-if'] as const;
/** What a what-if takes away, and a second one beside it. */
export const takenAway = ['member', 'place', 'line', 'member2', 'place2', 'line2'] as const;

/** What a brief is about, as of when, from what was known when, and for whom. */
export interface BriefSearch extends Partial<Record<(typeof takenAway)[number], string>> {
  about: (typeof briefSubjects)[number];
  of?: string;
  asOf?: string;
  known?: string;
  audience?: string;
}

export function briefQuery(search: BriefSearch) {
  return queryOptions({
    queryKey: ['brief', search],
    queryFn: ({ signal }) => get<Brief>(`/api/brief${queryString({ ...search })}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** Where the same brief lies as a file. */
export function briefFile(search: BriefSearch, format: 'markdown' | 'pdf'): string {
  return `/api/brief${queryString({ ...search, format })}`;
}

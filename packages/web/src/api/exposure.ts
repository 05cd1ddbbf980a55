import type { Exposure, NewTakeBack } from '@entente/server/api-types';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, queryString, write } from './request.ts';

const pathOf = (member: string): string => `/api/members/${encodeURIComponent(member)}`;

/** What a member has, or could have, of what the own member owns, page after page. */
export function exposureQuery(member: string) {
  return infiniteQueryOptions({
    queryKey: ['members', 'exposure', member],
    queryFn: ({ pageParam, signal }) =>
      get<Exposure>(`${pathOf(member)}/exposure${queryString({ cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

/** The address of the same as a table. */
export function exposureHref(member: string): string {
  return `${pathOf(member)}/exposure.csv`;
}

export function takeBack(member: string, wanted: NewTakeBack): Promise<{ objects: number }> {
  return write('POST', `${pathOf(member)}/take-back`, wanted);
}

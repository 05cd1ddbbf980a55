import type { NewRecall, Recall, RecallLook, RecallNotices, RecallPage } from '@entente/server/api-types';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, queryString, write } from './request.ts';

/** What the own member has recalled, newest first, page after page. */
export const recallsQuery = infiniteQueryOptions({
  queryKey: ['recalls', 'list'],
  queryFn: ({ pageParam, signal }) => get<RecallPage>(`/api/recalls${queryString({ cursor: pageParam })}`, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

/** The recalls of one object; none for whoever may not know. */
export function recallsOfQuery(object: string) {
  return queryOptions({
    queryKey: ['recalls', 'of', object],
    queryFn: async ({ signal }) => (await get<RecallPage>(`/api/recalls${queryString({ object })}`, signal)).recalls,
  });
}

/** Why an object is not there any more that one had opened oneself; nothing for anybody else. */
export function recallNoticesQuery(object: string) {
  return queryOptions({
    queryKey: ['recalls', 'told', object],
    queryFn: async ({ signal }) =>
      (await get<RecallNotices>(`/api/objects/${encodeURIComponent(object)}/recalled`, signal)).recalled,
  });
}

/** Looked at again by itself, slowly, in case that the stream of events says nothing. */
export function recallQuery(id: string) {
  return queryOptions({
    queryKey: ['recalls', 'one', id],
    queryFn: ({ signal }) => get<Recall>(`/api/recalls/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) => (state.data?.nodes.some((node) => node.state !== 'confirmed') ? 30_000 : false),
  });
}

/** What nodes signed about it, as a file for `entente verify`. */
export function receiptsHref(id: string): string {
  return `/api/recalls/${encodeURIComponent(id)}/receipts`;
}

/** What recalling would do. */
export function recallLookQuery(object: string, version: string | undefined) {
  return queryOptions({
    queryKey: ['objects', 'recall', object, version ?? 'all'],
    queryFn: ({ signal }) =>
      get<RecallLook>(`/api/objects/${encodeURIComponent(object)}/recall${queryString({ version })}`, signal),
  });
}

export function recallObject(order: NewRecall): Promise<Recall> {
  return write<Recall>('POST', '/api/recalls', order);
}

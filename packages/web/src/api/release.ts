import type { Holders, Preview, Publication, Why } from '@entente/server/api-types';
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { ask, get, queryString } from './request.ts';

/** What publishing this would do; asked for as soon as there is something to ask. */
export function previewQuery(publication: Publication | undefined) {
  return queryOptions({
    queryKey: ['preview', publication],
    queryFn: publication ? ({ signal }) => ask<Preview>('/api/preview', publication, signal) : skipToken,
    placeholderData: keepPreviousData,
    // A draft that is not complete stays refused until it is changed.
    retry: false,
  });
}

/** Who has what of an object; its owner alone is told. */
export function holdersQuery(id: string) {
  return queryOptions({
    queryKey: ['objects', 'holders', id],
    queryFn: ({ signal }) => get<Holders>(`/api/objects/${encodeURIComponent(id)}/audience`, signal),
    // Who waits for others to say that they have it is told by the stream of events.
    refetchInterval: ({ state }) => (state.data?.receipts?.waiting.length ? 30_000 : false),
  });
}

/** Why somebody has it, or one property of it. */
export function whyQuery(id: string, viewer: string | undefined, property: string | undefined) {
  return queryOptions({
    queryKey: ['objects', 'why', id, viewer, property],
    queryFn: ({ signal }) =>
      get<Why>(`/api/objects/${encodeURIComponent(id)}/why${queryString({ viewer, property })}`, signal),
    retry: false,
  });
}

/** What nodes signed when they took an own object in, as a file for `entente verify`. */
export function tookInHref(id: string): string {
  return `/api/objects/${encodeURIComponent(id)}/receipts`;
}

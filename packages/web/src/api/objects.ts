import type { Graph, ObjectPage, ObjectView, Publication, WaitingForApproval } from '@entente/server/api-types';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, getText, queryString, write } from './request.ts';

/** The filters of a list of objects, as they stand in the address: lists are comma-separated. */
export interface ObjectFilters {
  q?: string;
  type?: string;
  member?: string;
  tlp?: string;
  collection?: string;
  since?: string;
}

export const pageSize = 100;

function objectPath(id: string): string {
  return `/api/objects/${encodeURIComponent(id)}`;
}

/** Everything that matches, page after page. */
export function objectListQuery(filters: ObjectFilters) {
  return infiniteQueryOptions({
    queryKey: ['objects', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      get<ObjectPage>(`/api/objects${queryString({ ...filters, limit: pageSize, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** The facets of the same list, apart from its pages: they change with the filters, not with scrolling. */
export function objectFacetsQuery(filters: ObjectFilters) {
  return queryOptions({
    queryKey: ['objects', 'facets', filters],
    queryFn: ({ signal }) =>
      get<ObjectPage>(`/api/objects${queryString({ ...filters, limit: 1, facets: true })}`, signal),
    placeholderData: keepPreviousData,
  });
}

/** The first few matches, for pickers and the command palette. */
export function objectSearchQuery(filters: ObjectFilters, limit = 8) {
  return queryOptions({
    queryKey: ['objects', 'search', filters, limit],
    queryFn: ({ signal }) => get<ObjectPage>(`/api/objects${queryString({ ...filters, limit })}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function objectQuery(id: string, version?: string) {
  return queryOptions({
    queryKey: ['objects', 'one', id, version ?? 'current'],
    queryFn: ({ signal }) => get<ObjectView>(`${objectPath(id)}${queryString({ version })}`, signal),
  });
}

/** The exact bytes, as text. */
export function objectRawQuery(id: string, version?: string) {
  return queryOptions({
    queryKey: ['objects', 'raw', id, version ?? 'current'],
    queryFn: ({ signal }) => getText(`${objectPath(id)}/raw${queryString({ version })}`, signal),
  });
}

export function objectGraphQuery(id: string) {
  return queryOptions({
    queryKey: ['objects', 'graph', id],
    queryFn: ({ signal }) => get<Graph>(`${objectPath(id)}/graph?limit=60`, signal),
  });
}

/** Published, or waiting for a second person where the member's policy wants one. */
export function publishObject(publication: Publication): Promise<ObjectView | WaitingForApproval> {
  return write<ObjectView | WaitingForApproval>('POST', '/api/objects', publication);
}

export function removeObject(id: string, collection: string): Promise<void> {
  return write('DELETE', `${objectPath(id)}${queryString({ collection })}`);
}

/** The address of a download of everything that matches. */
export function exportHref(filters: ObjectFilters, format: 'stix' | 'csv'): string {
  return `/api/export${queryString({ format, handling: true, ...filters })}`;
}

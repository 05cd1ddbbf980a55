import type {
  AuditCheckpoint,
  AuditConsistencyProof,
  AuditEntries,
  AuditEntryProof,
  AuditHoldings,
  AuditReceipts,
} from '@entente/server/api-types';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, queryString } from '../../api/request.ts';

/** What part of the log is shown, as it stands in the address. */
export interface EntryFilters {
  /** Kinds, comma-separated. */
  kind?: string;
  member?: string;
  account?: string;
  subject?: string;
  since?: string;
}

const pageSize = 50;
const firstPage: string | undefined = undefined;

export const checkpointQuery = queryOptions({
  queryKey: ['audit', 'checkpoint'],
  queryFn: ({ signal }) => get<AuditCheckpoint>('/api/audit/checkpoint', signal),
  refetchInterval: 30_000,
});

export function entriesQuery(filters: EntryFilters) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'entries', filters],
    queryFn: ({ pageParam, signal }) =>
      get<AuditEntries>(`/api/audit/entries${queryString({ ...filters, limit: pageSize, cursor: pageParam })}`, signal),
    initialPageParam: firstPage as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

export function holdingsQuery(object: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'holders', object],
    queryFn: ({ pageParam, signal }) =>
      get<AuditHoldings>(`${questionPath('objects', object, 'holders')}${queryString({ cursor: pageParam })}`, signal),
    initialPageParam: firstPage as string | undefined,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
}

export function termsQuery(object: string) {
  return queryOptions({
    queryKey: ['audit', 'terms', object],
    queryFn: ({ signal }) => get<AuditEntries>(questionPath('objects', object, 'terms'), signal),
    retry: false,
  });
}

/** What a member has had, or a person has opened. */
export function receiptsQuery(of: 'members' | 'persons', id: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'received', of, id],
    queryFn: ({ pageParam, signal }) =>
      get<AuditReceipts>(`${receiptsPath(of, id)}${queryString({ limit: pageSize, cursor: pageParam })}`, signal),
    initialPageParam: firstPage as string | undefined,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
}

export function fetchProof(entry: string): Promise<AuditEntryProof> {
  return get<AuditEntryProof>(`/api/audit/proof/inclusion${queryString({ entry })}`);
}

export function fetchConsistency(from: number, to: number): Promise<AuditConsistencyProof> {
  return get<AuditConsistencyProof>(`/api/audit/proof/consistency${queryString({ from, to })}`);
}

export function entriesHref(filters: EntryFilters, format: 'csv' | 'ndjson'): string {
  return `/api/audit/entries${queryString({ ...filters, format })}`;
}

export function questionPath(of: 'objects' | 'members' | 'persons', id: string, what: string): string {
  return `/api/audit/${of}/${encodeURIComponent(id)}/${what}`;
}

export function receiptsPath(of: 'members' | 'persons', id: string): string {
  return questionPath(of, id, of === 'members' ? 'received' : 'opened');
}

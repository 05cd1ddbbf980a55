import type {
  AddedReports,
  GivenStatement,
  HandedIn,
  NewReport,
  ReadReport,
  ReportPage,
  ReportView,
} from '@entente/server/api-types';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, get, queryString, write } from './request.ts';

const pathOf = (id: string): string => `/api/reports/${encodeURIComponent(id)}`;

export const reportsQuery = infiniteQueryOptions({
  queryKey: ['reports', 'list'],
  queryFn: ({ pageParam, signal }) => get<ReportPage>(`/api/reports${queryString({ cursor: pageParam })}`, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

/** One report, with what is confirmed and proposed of it. */
export function reportQuery(id: string) {
  return queryOptions({
    queryKey: ['reports', 'one', id],
    queryFn: ({ signal }) => get<ReportView>(pathOf(id), signal),
  });
}

/** What a text or file says about itself; nothing is kept. */
export function readReport(source: NewReport['source'], signal?: AbortSignal): Promise<ReadReport> {
  return ask<ReadReport>('/api/reports/read', source, signal);
}

export function addReport(report: NewReport): Promise<AddedReports> {
  return write<AddedReports>('POST', '/api/reports', report);
}

export function confirmStatement(report: string, statement: GivenStatement): Promise<HandedIn> {
  return write<HandedIn>('POST', `${pathOf(report)}/statements`, statement);
}

export function rejectProposal(report: string, proposal: string): Promise<void> {
  return write('POST', `${pathOf(report)}/proposals/${proposal}/reject`);
}

export function reopenProposal(report: string, proposal: string): Promise<void> {
  return write('POST', `${pathOf(report)}/proposals/${proposal}/reopen`);
}

export function revokeStatement(report: string, statement: string): Promise<void> {
  return write('DELETE', `${pathOf(report)}/statements/${statement}`);
}

export function linkDuplicate(report: string, of: string): Promise<HandedIn> {
  return write<HandedIn>('POST', `${pathOf(report)}/duplicates`, { of });
}

export function unlinkDuplicate(report: string, link: string): Promise<void> {
  return write('DELETE', `${pathOf(report)}/duplicates/${link}`);
}

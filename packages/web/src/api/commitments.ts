import type {
  CommitmentPage,
  CommitmentView,
  Conditions,
  Expectations,
  LedgerImport,
  NewCommitment,
  NewCommitmentEvent,
  NewCondition,
  NewConditionAnswer,
  NewExpectation,
  NewOutcome,
  ParsedWindow,
  RecordedInLedger,
  Totals,
  WhatIf,
} from '@entente/server/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { noteOwnWrite } from '../lib/own-writes.ts';
import { get, queryString, toApiError, write } from './request.ts';

/** As of which day, and from what was recorded until when. */
export interface AsOf {
  valid?: string;
  known?: string;
}
export interface LedgerFilters extends AsOf {
  q?: string;
  member?: string;
  kind?: string;
  place?: string;
  stage?: string;
}
export interface Scenario extends AsOf {
  member?: string;
  place?: string;
  line?: string;
}

const queryText = (query: object): string => new URLSearchParams(query as Record<string, string>).toString();
const idPath = (id: string): string => `/api/commitments/${encodeURIComponent(id)}`;

export const commitmentsQuery = (filters: LedgerFilters) =>
  queryOptions({
    queryKey: ['commitments', filters],
    queryFn: ({ signal }) => get<CommitmentPage>(`/api/commitments?${queryText({ ...filters, limit: 500 })}`, signal),
    placeholderData: keepPreviousData,
  });

/** `column` and `rows`: so many rows of that column only. */
type TotalsFilters = LedgerFilters & { currency?: string; rate?: string; column?: string; rows?: number };

export const totalsQuery = (filters: TotalsFilters) =>
  queryOptions({
    queryKey: ['commitments', 'totals', filters],
    queryFn: ({ signal }) => get<Totals>(`/api/commitments/totals?${queryText(filters)}`, signal),
    placeholderData: keepPreviousData,
  });

export const commitmentQuery = (id: string, asOf: AsOf) =>
  queryOptions({
    queryKey: ['commitments', 'one', id, asOf],
    queryFn: ({ signal }) => get<CommitmentView>(`${idPath(id)}?${queryText(asOf)}`, signal),
    placeholderData: keepPreviousData,
  });

export const whatIfQuery = (scenario: Scenario) =>
  queryOptions({
    queryKey: ['commitments', 'what-if', scenario],
    queryFn: ({ signal }) => get<WhatIf>(`/api/what-if?${queryText(scenario)}`, signal),
    placeholderData: keepPreviousData,
  });

export const expectationsQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: ['expectations', asOf],
    queryFn: ({ signal }) => get<Expectations>(`/api/expectations?${queryText(asOf)}`, signal),
    placeholderData: keepPreviousData,
  });

export const conditionsQuery = (asOf: AsOf) =>
  queryOptions({
    queryKey: ['conditions', asOf],
    queryFn: ({ signal }) => get<Conditions>(`/api/conditions?${queryText(asOf)}`, signal),
    placeholderData: keepPreviousData,
  });

/** Without a source the rule decides again. */
export function chooseFigures(id: string, source: string | undefined): Promise<void> {
  return write('PUT', `${idPath(id)}/figures`, source === undefined ? {} : { source });
}

export function recordCommitment(commitment: NewCommitment): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', '/api/commitments', commitment);
}

export function recordEvent(id: string, event: NewCommitmentEvent): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', `${idPath(id)}/events`, event);
}

export function recordOutcome(id: string, outcome: NewOutcome): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', `/api/expectations/${encodeURIComponent(id)}/outcomes`, outcome);
}

export function recordExpectation(expectation: NewExpectation): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', '/api/expectations', expectation);
}

export function recordCondition(condition: NewCondition): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', '/api/conditions', condition);
}

export function recordAnswer(id: string, answer: NewConditionAnswer): Promise<RecordedInLedger> {
  return write<RecordedInLedger>('POST', `/api/conditions/${encodeURIComponent(id)}/answers`, answer);
}

/** The window that words of time mean, said on a day. */
export const windowQuery = (phrase: string, said: string) =>
  queryOptions({
    queryKey: ['expectations', 'window', phrase, said],
    queryFn: ({ signal }) => get<ParsedWindow>(`/api/expectations/window?${queryText({ phrase, said })}`, signal),
    enabled: phrase !== '' && said !== '',
    placeholderData: keepPreviousData,
  });

/** How a table is brought in: which column is what and, to record it, where to and under which terms. */
export interface TableImport {
  mapping?: Record<string, number>;
  release?: { collection: string; tlp: string; releasableTo: string[] };
}

/** A preview, row by row; with a release for good. */
export async function importTable(file: File, { mapping, release }: TableImport): Promise<LedgerImport> {
  const query = queryString({
    mapping: mapping && JSON.stringify(mapping),
    ...(release === undefined
      ? {}
      : { ...release, releasableTo: release.releasableTo.join(',') || undefined, record: true }),
  });
  const response = await fetch(`/api/commitments/import${query}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: file,
  });
  const text = await response.text();
  if (!response.ok) throw toApiError(response.status, text);
  if (release !== undefined) noteOwnWrite();
  return JSON.parse(text) as LedgerImport;
}

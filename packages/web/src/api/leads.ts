import type { Lead, LeadAnswer, NewLead } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/leads/${encodeURIComponent(id)}`;

export const leadsQuery = queryOptions({
  queryKey: ['leads'],
  queryFn: async ({ signal }) => (await get<{ leads: Lead[] }>('/api/leads', signal)).leads,
});

/** One lead with its thread. */
export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ['leads', id],
    queryFn: ({ signal }) => get<Lead>(pathOf(id), signal),
  });
}

/** One lead for each unit, all or none. */
export async function sendLead(lead: NewLead): Promise<Lead[]> {
  return (await write<{ leads: Lead[] }>('POST', '/api/leads', lead)).leads;
}

export function acknowledgeLead(id: string): Promise<Lead> {
  return write<Lead>('POST', `${pathOf(id)}/acknowledge`);
}

export function writeToLead(id: string, text: string): Promise<Lead> {
  return write<Lead>('POST', `${pathOf(id)}/messages`, { text });
}

export function answerLead(id: string, answer: LeadAnswer): Promise<Lead> {
  return write<Lead>('POST', `${pathOf(id)}/answer`, answer);
}

export function closeLead(id: string): Promise<Lead> {
  return write<Lead>('POST', `${pathOf(id)}/close`);
}

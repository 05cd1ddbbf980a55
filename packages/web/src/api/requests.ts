import type { InformationRequest, NewInformationRequest } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const pathOf = (id: string): string => `/api/requests/${encodeURIComponent(id)}`;

export const requestsQuery = queryOptions({
  queryKey: ['requests'],
  queryFn: async ({ signal }) => (await get<{ requests: InformationRequest[] }>('/api/requests', signal)).requests,
});

export function askForInformation(request: NewInformationRequest): Promise<InformationRequest> {
  return write<InformationRequest>('POST', '/api/requests', request);
}

export function answerRequest(id: string, text: string): Promise<InformationRequest> {
  return write<InformationRequest>('POST', `${pathOf(id)}/answers`, { text });
}

export function closeRequest(id: string): Promise<InformationRequest> {
  return write<InformationRequest>('POST', `${pathOf(id)}/close`);
}

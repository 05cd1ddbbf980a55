import type { Mandate, NewPublishingPolicy, PublishingPolicy, Review } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const policyPath = (member: string): string => `/api/members/${encodeURIComponent(member)}/policy`;

/** What a member publishes only with a second person, and the dates that it sets; its own people are told. */
export function policyQuery(member: string) {
  return queryOptions({
    queryKey: ['policy', member],
    queryFn: ({ signal }) => get<PublishingPolicy>(policyPath(member), signal),
  });
}

export function setPolicy(member: string, policy: NewPublishingPolicy): Promise<PublishingPolicy> {
  return write<PublishingPolicy>('PUT', policyPath(member), policy);
}

/** Given and held ones, also those that are withdrawn. */
export const mandatesQuery = queryOptions({
  queryKey: ['mandates'],
  queryFn: async ({ signal }) => (await get<{ mandates: Mandate[] }>('/api/mandates', signal)).mandates,
});

export function giveMandate(holder: string): Promise<Mandate> {
  return write<Mandate>('POST', '/api/mandates', { holder });
}

export function withdrawMandate(id: string): Promise<void> {
  return write('DELETE', `/api/mandates/${encodeURIComponent(id)}`);
}

/** One's own objects that are due for review, longest due first. */
export const reviewsQuery = queryOptions({
  queryKey: ['reviews'],
  queryFn: async ({ signal }) => (await get<{ reviews: Review[] }>('/api/reviews', signal)).reviews,
});

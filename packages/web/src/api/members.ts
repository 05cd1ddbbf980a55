import type { Group, Member, NewGroup, NewMember } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const membersQuery = queryOptions({
  queryKey: ['members', 'list'],
  queryFn: async ({ signal }) => (await get<{ members: Member[] }>('/api/members', signal)).members,
  staleTime: 5 * 60_000,
});

export function memberQuery(id: string) {
  return queryOptions({
    queryKey: ['members', 'one', id],
    queryFn: ({ signal }) => get<Member>(`/api/members/${encodeURIComponent(id)}`, signal),
  });
}

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async ({ signal }) => (await get<{ groups: Group[] }>('/api/groups', signal)).groups,
  staleTime: 5 * 60_000,
});

export function addMember(member: NewMember): Promise<Member> {
  return write<Member>('POST', '/api/members', member);
}

/** Ends a membership; what the member holds stays with it. */
export function endMembership(id: string): Promise<void> {
  return write('DELETE', `/api/members/${encodeURIComponent(id)}`);
}

export function addGroup(group: NewGroup): Promise<Group> {
  return write<Group>('POST', '/api/groups', group);
}

export function changeGroup(id: string, group: NewGroup): Promise<Group> {
  return write<Group>('PUT', `/api/groups/${encodeURIComponent(id)}`, group);
}

import type {
  NewRosterProposal,
  Roster,
  RosterProposal,
  RosterTaken,
  RosterVersion,
  SignedBy,
} from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, queryString, write } from './request.ts';

export const rosterQuery = queryOptions({
  queryKey: ['roster'],
  queryFn: ({ signal }) => get<Roster>('/api/roster', signal),
});

/** Newest first. */
export const rosterVersionsQuery = queryOptions({
  queryKey: ['roster', 'versions'],
  queryFn: async ({ signal }) => (await get<{ versions: RosterVersion[] }>('/api/roster/versions', signal)).versions,
});

/** Who stands for an object. */
export function signedByQuery(id: string, version?: string) {
  return queryOptions({
    queryKey: ['objects', 'signed-by', id, version ?? 'current'],
    queryFn: ({ signal }) =>
      get<SignedBy>(`/api/objects/${encodeURIComponent(id)}/proof${queryString({ version })}`, signal),
    // What was just published is signed in a moment.
    refetchInterval: (query) => (query.state.data?.state === 'pending' ? 2000 : false),
  });
}

export function proposeRoster(proposal: NewRosterProposal): Promise<RosterProposal> {
  return write<RosterProposal>('POST', '/api/roster/proposals', proposal);
}

export function signRoster(hash: string): Promise<RosterTaken> {
  return write<RosterTaken>('POST', `/api/roster/proposals/${encodeURIComponent(hash)}/sign`);
}

export function withdrawProposal(hash: string): Promise<void> {
  return write('DELETE', `/api/roster/proposals/${encodeURIComponent(hash)}`);
}

/** Takes what a file of `entente roster export` or `sign` holds. */
export function takeRosterFile(text: string): Promise<RosterTaken> {
  return write<RosterTaken>('POST', '/api/roster/file', JSON.parse(text));
}

/** The address of the file by which others verify signatures, offline too. */
export const rosterFileHref = '/api/roster/file';

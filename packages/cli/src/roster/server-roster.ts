import type { Roster, RosterFiles, RosterProposal, RosterTaken, RosterVersion } from '@entente/server/api-types';
import { createApiClient } from '../connection/api-client.ts';
import type { RosterSource } from './roster-source.ts';

/** The roster of a running server, as far as the token may change it. */
export function openServerRoster(url: string, token: string): RosterSource {
  const api = createApiClient(url, token);
  const proposal = (hash: string): string => `/roster/proposals/${encodeURIComponent(hash)}`;
  return {
    view: () => api.get<Roster>('/roster'),
    versions: async () => (await api.get<{ versions: RosterVersion[] }>('/roster/versions')).versions,
    files: () => api.get<RosterFiles>('/roster/file'),
    take: (files) => api.send<RosterTaken>('POST', '/roster/file', files),
    propose: (wanted) => api.send<RosterProposal>('POST', '/roster/proposals', wanted),
    proposalFile: (hash) => api.get<RosterFiles>(`${proposal(hash)}/file`),
    sign: (hash) => api.send<RosterTaken>('POST', `${proposal(hash)}/sign`),
    withdraw: (hash) => api.send('DELETE', proposal(hash)),
    async [Symbol.asyncDispose]() {},
  };
}

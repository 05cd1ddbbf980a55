import type {
  Invitation,
  InvitingNode,
  Peer,
  PeerList,
  PeerLog,
  SetAsideList,
  SetAsideRun,
} from '@entente/server/api-types';
import { createApiClient } from '../connection/api-client.ts';
import type { PeerSource } from './peer-source.ts';

/** Peers of a running server, decided on by whoever the token belongs to. */
export function openServerPeers(url: string, token: string): PeerSource {
  const api = createApiClient(url, token);
  const of = (peer: string): string => `/peers/${encodeURIComponent(peer)}`;
  return {
    list: () => api.get<PeerList>('/peers'),
    invite: (wanted) => api.send<Invitation>('POST', '/peers/invitations', wanted),
    look: (invitation) => api.send<InvitingNode>('POST', '/peers/look', { invitation }),
    join: (wanted) => api.send<Peer>('POST', '/peers/join', wanted),
    confirm: (peer, fingerprint) => api.send<Peer>('POST', `${of(peer)}/confirm`, { fingerprint }),
    change: (peer, change) => api.send<Peer>('PATCH', of(peer), change),
    setAside: (peer) => api.get<SetAsideList>(`${of(peer)}/set-aside`),
    retryAll: (peer, rule) => api.send<SetAsideRun>('POST', `${of(peer)}/set-aside/retry`, { rule }),
    log: (peer) => api.get<PeerLog>(`${of(peer)}/log`),
    async [Symbol.asyncDispose]() {},
  };
}

import type {
  Invitation,
  InvitingNode,
  JoinRequest,
  NewInvitation,
  Peer,
  PeerChange,
  PeerList,
  PeerLog,
  SetAsideList,
  SetAsideRun,
} from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

const of = (id: string): string => `/api/peers/${encodeURIComponent(id)}`;

/** This node and the others; looked at anew while the page is open. */
export const peersQuery = queryOptions({
  queryKey: ['peers'],
  queryFn: ({ signal }) => get<PeerList>('/api/peers', signal),
  refetchInterval: 3000,
});

export const peerLogQuery = (id: string) =>
  queryOptions({
    queryKey: ['peers', id, 'log'],
    queryFn: ({ signal }) => get<PeerLog>(`${of(id)}/log`, signal),
    refetchInterval: 5000,
  });

export const setAsideQuery = (id: string) =>
  queryOptions({
    queryKey: ['peers', id, 'set-aside'],
    queryFn: ({ signal }) => get<SetAsideList>(`${of(id)}/set-aside`, signal),
    // While all are tried once more, how far that is.
    refetchInterval: ({ state }) => (state.data?.run?.isOver === false ? 500 : false),
  });

export function invitePeer(wanted: NewInvitation): Promise<Invitation> {
  return write('POST', '/api/peers/invitations', wanted);
}

export function lookAtInvitation(invitation: string): Promise<InvitingNode> {
  return write('POST', '/api/peers/look', { invitation });
}

export function joinPeer(wanted: JoinRequest): Promise<Peer> {
  return write('POST', '/api/peers/join', wanted);
}

export function confirmPeer(id: string, fingerprint: string): Promise<Peer> {
  return write('POST', `${of(id)}/confirm`, { fingerprint });
}

export function changePeer(id: string, change: PeerChange): Promise<Peer> {
  return write('PATCH', of(id), change);
}

export function wakePeer(id: string): Promise<void> {
  return write('POST', `${of(id)}/wake`);
}

/** All of a node, or what waits for one reason. */
export function retryAllSetAside(id: string, rule?: string): Promise<SetAsideRun> {
  return write('POST', `${of(id)}/set-aside/retry`, { rule });
}

export function retrySetAside(id: string, number: number): Promise<void> {
  return write('POST', `${of(id)}/set-aside/${number}/retry`);
}

export function discardSetAside(id: string, number: number): Promise<void> {
  return write('DELETE', `${of(id)}/set-aside/${number}`);
}

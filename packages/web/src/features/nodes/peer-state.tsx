import type { Peer } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';

/** How an exchange stands, in one word; each has a shape of its own in the picture. */
export type PeerState = 'connected' | 'behind' | 'failing' | 'waiting' | 'paused' | 'ended';

export function stateOf({ confirmed, sending, receiving, status, url }: Peer): PeerState {
  if (sending === 'ended' && receiving === 'ended') return 'ended';
  if (confirmed === undefined) return 'waiting';
  if (receiving !== 'on') return sending === 'on' ? 'connected' : 'paused';
  if (status.failure !== undefined) return 'failing';
  if (url === undefined || status.connected) return 'connected';
  return 'behind';
}

const names: Record<PeerState, string> = {
  connected: 'Connected',
  behind: 'Not heard just now',
  failing: 'Failing',
  waiting: 'To be confirmed',
  paused: 'Paused',
  ended: 'Ended',
};
const tones = {
  connected: 'good',
  behind: 'warn',
  failing: 'danger',
  waiting: 'accent',
  paused: 'plain',
  ended: 'plain',
} as const;

export function PeerStateBadge({ peer }: { peer: Peer }) {
  const state = stateOf(peer);
  return <Badge tone={tones[state]}>{names[state]}</Badge>;
}

export function stateName(peer: Peer): string {
  return names[stateOf(peer)];
}

import type { Peer } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';

/** How an exchange stands, in one word; each has a shape of its own in the picture. */
export type PeerState = 'to-sign' | 'their-turn' | 'connected' | 'behind' | 'failing' | 'waiting' | 'paused' | 'ended';

export function stateOf({ compared, confirmed, sending, receiving, status, url }: Peer): PeerState {
  if (sending === 'ended' && receiving === 'ended') return 'ended';
  if (confirmed === undefined) return compared === undefined ? 'waiting' : 'to-sign';
  if (receiving !== 'on') return sending === 'on' ? 'connected' : 'paused';
  // Right after joining it turns everybody away until its people have confirmed too: nothing is wrong then.
  if (status.failure?.code === 'turned-away' && status.caughtUp === undefined) return 'their-turn';
  if (status.failure !== undefined) return 'failing';
  if (url === undefined || status.connected) return 'connected';
  return 'behind';
}

const names: Record<PeerState, string> = {
  connected: 'Connected',
  behind: 'Not heard just now',
  failing: 'Failing',
  waiting: 'To be confirmed',
  'to-sign': 'Waiting for the roster',
  'their-turn': 'Waiting for the other side',
  paused: 'Paused',
  ended: 'Ended',
};
const tones = {
  connected: 'good',
  behind: 'warn',
  failing: 'danger',
  waiting: 'accent',
  'to-sign': 'accent',
  'their-turn': 'accent',
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

/** What keeps an exchange, in words; nothing where it goes on. */
export function PeerTrouble({ peer }: { peer: Peer }) {
  if (stateOf(peer) === 'their-turn') {
    return (
      <span className="block text-sm text-ink-soft">
        It lets us in once its people have compared the fingerprints and confirmed too. Exchange then begins by itself.
      </span>
    );
  }
  const { failure, refusesOrdersOf } = peer.status;
  return (
    <>
      {failure !== undefined && <span className="block text-sm text-danger">{failure.message}</span>}
      {refusesOrdersOf.length > 0 && (
        <span className="block text-sm text-danger">
          It tells more orders of {refusesOrdersOf.join(', ')} to purge what never came here than are kept; the rest of
          them is refused. Ask there what happened.
        </span>
      )}
    </>
  );
}

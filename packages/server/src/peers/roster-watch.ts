import type { Outbound } from './outbound.ts';
import type { Peer } from './peer.ts';
import type { RosterExchange } from './roster-exchange.ts';

/** When to ask a peer for its roster: now and then, and at once where it has another than when it was last asked. */
export type RosterWatch = {
  /** What the peer says of it in passing; whether it is to be asked. */
  heard(peer: number, state: string): boolean;
  /** Asks where that is due. Throws `PeerFailure`. */
  sync(outbound: Outbound, peer: Peer, signal: AbortSignal): Promise<void>;
};

const intervalMilliseconds = 60_000;

export function createRosterWatch(exchange: Pick<RosterExchange, 'ask' | 'state'>, clock: () => number): RosterWatch {
  const watched = new Map<number, { asked: number; state: string; isDue: boolean }>();

  function of(peer: number) {
    const known = watched.get(peer) ?? { asked: Number.NEGATIVE_INFINITY, state: '', isDue: true };
    watched.set(peer, known);
    return known;
  }

  return {
    heard(peer, state) {
      const known = of(peer);
      if (state !== known.state && state !== exchange.state()) known.isDue = true;
      known.state = state;
      return known.isDue;
    },
    async sync(outbound, peer, signal) {
      const known = of(peer.peer);
      if (!known.isDue && peer.confirmed !== undefined && clock() - known.asked < intervalMilliseconds) return;
      known.isDue = true;
      const { state } = known;
      await exchange.ask(outbound, peer, signal);
      // What it says meanwhile the answer need not hold yet.
      known.isDue = known.state !== state;
      known.asked = clock();
    },
  };
}

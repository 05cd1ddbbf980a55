import type { OpenMetricsContentType } from 'prom-client';
import type { Peer } from './peer.ts';
import type { PeerStatuses } from './peer-status.ts';
import type { PeerStore } from './peer-store.ts';
import type { SetAsideStore } from './set-aside-store.ts';

/** How exchange goes, for monitoring, in OpenMetrics form: read as it is at the moment when it is asked for. */
export type PeerMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

type Parts = {
  readonly peers: PeerStore;
  readonly statuses: PeerStatuses;
  readonly setAsides: Pick<SetAsideStore, 'count'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
};

export function createPeerMetrics({ peers, statuses, setAsides, clock }: Parts): PeerMetrics {
  const gauges: readonly (readonly [name: string, help: string, value: (peer: Peer) => number | undefined])[] = [
    ['connected', '1 while its events are heard', ({ peer }) => Number(statuses.of(peer).connected.size > 0)],
    ['failing', '1 where the last look failed', ({ peer }) => Number(statuses.of(peer).failure !== undefined)],
    [
      'sending',
      '1 where this node sends to it',
      (peer) => Number(peer.sending === 'on' && peer.confirmed !== undefined),
    ],
    [
      'receiving',
      '1 where this node takes from it',
      (peer) => Number(peer.receiving === 'on' && peer.confirmed !== undefined),
    ],
    ['received_objects', 'Objects taken since the start of this node', ({ peer }) => statuses.of(peer).received],
    [
      'refused_orders_members',
      'Members of whom it tells more orders about what never came here than are kept',
      ({ peer }) => statuses.of(peer).refusesOrdersOf.length,
    ],
    ['set_aside_objects', 'Objects that wait for a decision', ({ peer }) => setAsides.count(peer)],
    [
      'behind_seconds',
      'Seconds since all that it had was here',
      ({ peer }) => {
        const { caughtUp } = statuses.of(peer);
        return caughtUp === undefined ? undefined : (clock() - caughtUp) / 1000;
      },
    ],
  ];

  async function register() {
    // Loaded when somebody monitors: most processes never need it, and it brings a hundred files.
    const { Gauge, Registry } = await import('prom-client');
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    for (const [name, help, value] of gauges) {
      new Gauge({
        name: `entente_peer_${name}`,
        help,
        labelNames: ['peer'],
        registers: [registry],
        collect() {
          this.reset();
          for (const peer of peers.all()) {
            const measured = value(peer);
            if (measured !== undefined) this.set({ peer: peer.name }, measured);
          }
        },
      });
    }
    return registry;
  }

  let registered: ReturnType<typeof register> | undefined;
  return async () => {
    registered ??= register();
    const registry = await registered;
    return { contentType: registry.contentType, text: await registry.metrics() };
  };
}

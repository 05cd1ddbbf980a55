import { readEnvironment } from '@entente/server';
import { openCore } from '../connection/open-core.ts';
import { Failure } from '../failure.ts';
import type { PeerSource } from './peer-source.ts';

/** Peers of a node that no server runs on just now. */
export function openDataPeers(data: string): PeerSource {
  const { peers: options, publicUrl } = readEnvironment(process.env);
  const open = openCore(data, { peers: options });
  const { peers, localViewer } = open.core;
  const viewer = localViewer(peers.own.operator().member);
  const reached = (url: string | undefined) => {
    const at = url ?? publicUrl;
    return at === undefined ? undefined : { url: at };
  };
  function mustFind(peer: string) {
    const found = peers.store.find(peer);
    if (found === undefined) throw new Failure(`there is no node ${peer}`, 'See: entente peer list');
    return found;
  }
  return {
    list: async () => ({ own: peers.views.own(), peers: peers.store.all().map(peers.views.peer) }),
    invite: ({ sending = true, receiving = true, url }) =>
      peers.joining.invite(viewer, { sending, receiving }, reached(url)),
    look: async (invitation) => peers.views.inviting(await peers.joining.look(viewer, invitation)),
    join: async ({ invitation, sending = true, receiving = true, url }) =>
      peers.views.peer(await peers.joining.join(viewer, invitation, { sending, receiving }, reached(url))),
    confirm: async (peer, fingerprint) => peers.views.peer(await peers.service.confirm(viewer, peer, fingerprint)),
    change: async (peer, change) => peers.views.peer(await peers.service.change(viewer, peer, change)),
    async log(peer) {
      return { entries: peers.log.last(mustFind(peer).peer, 500).map((each) => ({ ...each })) };
    },
    setAside: async (peer) => peers.views.setAside(mustFind(peer)),
    retryAll: (peer, rule) => peers.setAsideService.retryAll(viewer, peer, rule),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

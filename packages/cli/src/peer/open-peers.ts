import type { ConnectionOptions } from '../commands/options.ts';
import { usageFailure } from '../failure.ts';
import type { PeerSource } from './peer-source.ts';

/** Opens what the options name. `--data` given with the command wins over an address in the environment. */
export async function openPeers({ data, url, token }: ConnectionOptions): Promise<PeerSource> {
  if (data !== undefined) {
    const { openDataPeers } = await import('./data-peers.ts');
    return openDataPeers(data);
  }
  if (url === undefined || token === undefined) {
    throw usageFailure(
      'it is not said which node is meant',
      'Give --data DIR (while no server runs on it), or --url URL and --token TOKEN of a running one.',
    );
  }
  const { openServerPeers } = await import('./server-peers.ts');
  return openServerPeers(url, token);
}

import type { ConnectionOptions } from '../commands/options.ts';
import { usageFailure } from '../failure.ts';
import type { Connection } from './connection.ts';

/** Opens what the options name. `--data` given with the command wins over an address in the environment. */
export async function connect({ data, url, token }: ConnectionOptions): Promise<Connection> {
  if (data !== undefined) {
    const { openData } = await import('./data-connection.ts');
    return openData(data);
  }
  if (url === undefined) {
    throw usageFailure(
      'it is not said which coalition is meant',
      'Give --data DIR (while no server runs on it), or --url URL and --token TOKEN of a running server.',
    );
  }
  if (token === undefined) {
    throw usageFailure(`${url} needs a token`, 'Give --token TOKEN or set ENTENTE_TOKEN.');
  }
  const { openServer } = await import('./server-connection.ts');
  return openServer(url, token);
}

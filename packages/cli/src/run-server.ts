import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, type Node, readEnvironment, startNode } from '@entente/server';
import { mustHoldCoalition } from './connection/open-core.ts';
import { releaseMemory, releaseMemoryAtRest } from './memory-at-rest.ts';

/** What differs from one start to the next; trusted proxies come beside those of the environment. */
export type ServerOptions = Pick<Config, 'data' | 'host' | 'port' | 'demo' | 'tls' | 'trustedProxies'>;

/** A node that runs until a signal ends it; `ended` resolves when it has ended cleanly. */
export type RunningServer = Pick<Node, 'url' | 'taxii' | 'api' | 'core'> & { readonly ended: Promise<void> };

/** Starts a node with the settings of the environment and the built web application, where there is one. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  mustHoldCoalition(options.data);
  const signalled = nextSignal();
  const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));
  const environment = readEnvironment(process.env);
  const node = await startNode({
    ...environment,
    ...options,
    trustedProxies: [...environment.trustedProxies, ...(options.trustedProxies ?? [])],
    ...(existsSync(webRoot) ? { webRoot } : {}),
  });
  await releaseMemory();
  const atRest = releaseMemoryAtRest();
  return {
    url: node.url,
    taxii: node.taxii,
    api: node.api,
    core: node.core,
    ended: signalled.then(() => {
      atRest[Symbol.dispose]();
      return node[Symbol.asyncDispose]();
    }),
  };
}

/** A second signal ends the process at once: the first may wait for requests under way. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const end = (): void => {
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    for (const signal of signals) process.on(signal, end);
  });
}

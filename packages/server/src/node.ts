import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import type { Config } from './config.ts';
import { type Core, createCore } from './core.ts';
import { lockData } from './database/data-lock.ts';
import { openDatabase } from './database/open-database.ts';
import { selfSigned } from './peers/certificate.ts';
import { taxiiPath } from './taxii/taxii-routes.ts';

/** A running server. */
export type Node = AsyncDisposable & {
  readonly url: string;
  readonly taxii: string;
  readonly api: string;
  readonly core: Core;
};

export function dataFile(data: string): string {
  return join(data, 'entente.db');
}

/** Opens the data folder and listens. Throws where the folder is in use, or holds no coalition. */
export async function startNode(config: Config): Promise<Node> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  await using opened = new AsyncDisposableStack();
  opened.use(lockData(config.data, config.port === 0 ? undefined : `http://${config.host}:${config.port}`));
  const core = createCore(openDatabase(dataFile(config.data)), {
    secureCookies: config.publicUrl?.startsWith('https:') ?? config.tls !== undefined,
    ...(config.peers === undefined ? {} : { peers: config.peers }),
    feeds: config.feeds,
    extractor: config.extractor,
    alerts: config.alerts,
    ...(config.auditEpochMilliseconds === undefined ? {} : { epochMilliseconds: config.auditEpochMilliseconds }),
  });
  opened.defer(() => core.close());
  // A fifth of all that there is to load: commands on a data folder, which serve nothing, do without it.
  const { createApp } = await import('./http/app.ts');
  const app = createApp(core, config, log);
  core.audit.start();
  core.scheduler.start();
  core.recall.start();
  core.searchIndex.start();
  core.reports.puller.start();
  core.taxiiFeeds.runner.start();
  // A data folder from before there were rosters gets its first one here.
  await (config.publicUrl === undefined ? core.signedRoster.follow() : core.signedRoster.setUrl(config.publicUrl));
  core.signer.start();
  const server = await listen(app.fetch, config);
  opened.defer(() => endServing(server, core));
  const { port } = server.address() as AddressInfo;
  const scheme = config.tls === undefined ? 'http' : 'https';
  const url = config.publicUrl ?? `${scheme}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  core.alerts.start(url);
  core.ledger.start();
  core.peers.start({ url, certificate: selfSigned(config.tls?.certificate) });
  const running = opened.move();
  return {
    url,
    taxii: `${url}${taxiiPath}/`,
    api: `${url}/api/`,
    core,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function endServing(server: Server, core: Core): Promise<void> {
  await core.peers.close();
  await core.alerts.close();
  core.events.closeAll();
  const closed = new Promise((resolve) => server.close(resolve));
  // Requests under way may end; who keeps a connection open for nothing does not hold the server up. Connections of event
  // streams are idle only once these have ended.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const patience = setTimeout(() => server.closeAllConnections(), 3000);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { host, port, tls }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port, ...secured(tls) }, () => resolve(server)) as Server;
    server.once('error', reject);
    // Slow bytes must not hold a connection for ever; bodies have their own limits.
    server.headersTimeout = 20_000;
    server.requestTimeout = 30 * 60_000;
    server.keepAliveTimeout = 30_000;
  });
}

function secured(tls: Config['tls']) {
  if (tls === undefined) return {};
  const { certificate: cert, key } = tls;
  return { createServer: createSecureServer, serverOptions: { cert, key, minVersion: 'TLSv1.2' as const } };
}

import type { Command } from 'commander';
import { readTls } from '../read-tls.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { parseList, parsePort, withExamples, withJson } from './options.ts';

type ServeOptions = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly trustedProxy?: string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly json?: boolean;
};

export function addServeCommand(program: Command): void {
  const command = program
    .command('serve')
    .description('run the server on a data folder until it is ended (SIGTERM, Ctrl-C)')
    .requiredOption('--data <dir>', 'data folder, made with entente init')
    .option('--port <n>', 'port to listen on; 0: any free one', parsePort, 4000)
    .option('--host <h>', 'address to listen on', '127.0.0.1')
    .option(
      '--trusted-proxy <list>',
      'addresses or CIDR ranges of reverse proxies in front of it, separated by commas: they say who the client is',
      parseList,
    )
    .option('--tls-cert <file>', 'serve over TLS with this certificate (PEM; may be self-signed)')
    .option('--tls-key <file>', 'its key (PEM)');
  withExamples(
    withJson(command),
    'entente serve --data ./data',
    'entente serve --data ./data --host 0.0.0.0 --port 8080',
    'entente serve --data ./data --host 0.0.0.0 --port 443 --tls-cert fullchain.pem --tls-key privkey.pem',
    'entente serve --data ./data --port 0 --json',
  ).action(async ({ data, port, host, trustedProxy = [], tlsCert, tlsKey, json }: ServeOptions) => {
    const { runServer } = await import('../run-server.ts');
    const node = await runServer({ data, port, host, trustedProxies: trustedProxy, ...readTls(tlsCert, tlsKey) });
    const { url, taxii, api } = node;
    if (json) printJson({ url, taxii, api });
    else printLine(`Entente is ready at ${url}   TAXII ${taxii}   API ${api}   (end it with Ctrl-C)`);
    await node.ended;
  });
}

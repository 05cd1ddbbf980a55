import type { Command } from 'commander';
import { printJson, printLine } from '../terminal/print.ts';
import { parseList, parsePort, withExamples, withJson } from './options.ts';

type ServeOptions = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly trustedProxy?: string[];
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
    );
  withExamples(
    withJson(command),
    'entente serve --data ./data',
    'entente serve --data ./data --host 0.0.0.0 --port 8080',
    'entente serve --data ./data --port 0 --json',
  ).action(async ({ data, port, host, trustedProxy = [], json }: ServeOptions) => {
    const { runServer } = await import('../run-server.ts');
    const node = await runServer({ data, port, host, trustedProxies: trustedProxy });
    const { url, taxii, api } = node;
    if (json) printJson({ url, taxii, api });
    else printLine(`Entente is ready at ${url}   TAXII ${taxii}   API ${api}   (end it with Ctrl-C)`);
    await node.ended;
  });
}

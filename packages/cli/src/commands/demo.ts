import type { Command } from 'commander';
import { printJson, printLine } from '../terminal/print.ts';
import { parsePort, withExamples, withJson } from './options.ts';

type DemoOptions = {
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
};

export function addDemoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description('run a node with the sample coalition: 79 members, and something to read for each')
    .option('--data <dir>', 'data folder; without this option .entente/demo')
    .option(
      '--port <n>',
      'port to listen on; without this option 4000, or a free one where that is taken',
      parsePort,
      4000,
    )
    .option('--host <h>', 'address to listen on', '127.0.0.1')
    .option('--fresh', 'make the sample anew');
  withExamples(withJson(command), 'entente demo', 'entente demo --fresh --port 8080').action(
    async ({ json = false, ...options }: DemoOptions) => {
      const { runDemo } = await import('../run-demo.ts');
      const mayMove = command.getOptionValueSource('port') === 'default';
      const { node, accounts, password } = await runDemo({ ...options, mayMove, isQuiet: json });
      const { url, taxii, api } = node;
      if (json) printJson({ url, taxii, api });
      else {
        printLine(`\nEntente is ready: ${url}\n`);
        printLine('Sign in as one of these; each sees another picture:');
        for (const { email, name, member } of accounts) printLine(`  ${email.padEnd(34)}${name}, ${member}`);
        printLine(`Password: ${password}\n`);
        printLine(`TAXII 2.1: ${taxii}   API: ${url}/api/docs   End it with Ctrl-C.`);
      }
      await node.ended;
    },
  );
}

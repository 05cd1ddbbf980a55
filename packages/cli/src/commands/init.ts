import { type Command, Option } from 'commander';
import { printJson, printLine } from '../terminal/print.ts';
import { parseName, withExamples, withJson } from './options.ts';

type InitOptions = {
  readonly data: string;
  readonly coalition: string;
  readonly member: string;
  readonly kind: 'country' | 'organisation';
  readonly admin: string;
  readonly passwordStdin?: boolean;
  readonly json?: boolean;
};

export function addInitCommand(program: Command): void {
  const command = program
    .command('init')
    .description('make a coalition in an empty data folder: its first member and first administrator')
    .requiredOption('--data <dir>', 'data folder; made where it is not there')
    .requiredOption('--coalition <name>', 'name of the coalition', parseName)
    .requiredOption('--member <name>', 'the member that operates this node', parseName)
    .addOption(
      new Option('--kind <kind>', 'what that member is').choices(['country', 'organisation']).default('organisation'),
    )
    .requiredOption('--admin <email>', 'e-mail address of the first administrator')
    .option('--password-stdin', 'read the administrator’s password from the first line of stdin');
  withExamples(
    withJson(command),
    'entente init --data ./data --coalition "Energy ISAC" --member "Grid North" --admin me@grid.example',
    'echo "$PASSWORD" | entente init --data ./data --coalition C --member M --admin a@m.example --password-stdin --json',
  ).action(async (options: InitOptions) => {
    const { readPassword } = await import('../terminal/read-password.ts');
    const password = await readPassword(options.passwordStdin ?? false);
    const { createData } = await import('../connection/create-data.ts');
    const made = await createData(options.data, {
      name: options.coalition,
      member: { name: options.member, kind: options.kind },
      admin: { email: options.admin, password },
    });
    if (options.json) {
      printJson({ coalition: options.coalition, member: made, admin: options.admin, data: options.data });
      return;
    }
    printLine(`Made the coalition ${options.coalition} of ${options.member} in ${options.data}.`);
    printLine(`Next: entente serve --data ${options.data}, and sign in as ${options.admin}.`);
  });
}

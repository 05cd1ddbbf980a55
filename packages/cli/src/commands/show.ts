import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { Failure } from '../failure.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type ShowOptions = ConnectionOptions & { readonly as?: string };

export function addShowCommand(program: Command): void {
  const command = program
    .command('show <id>')
    .description('show one object as a member has it; --json gives its exact text')
    .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s');
  withExamples(
    withConnection(command),
    'entente show report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --as France --data ./data',
    'entente show indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f --data ./data --json',
  ).action(async (id: string, options: ShowOptions) => {
    await using connection = await connect(options);
    // Hidden and missing are one, here too.
    const missing = new Failure(
      `there is no object ${id} for ${options.as ?? 'this member'}`,
      'It may not be there, or not be released: those look the same.',
    );
    if (options.json) {
      const bytes = await connection.raw(id, options.as);
      if (bytes === undefined) throw missing;
      process.stdout.write(Buffer.concat([bytes, Buffer.from('\n')]));
      return;
    }
    const view = await connection.view(id, options.as);
    if (view === undefined) throw missing;
    const { printObject } = await import('../terminal/print-object.ts');
    printObject(view);
  });
}

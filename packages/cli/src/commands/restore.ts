import type { Command } from 'commander';
import { printJson, printLine } from '../terminal/print.ts';
import { withExamples, withJson } from './options.ts';

type RestoreOptions = { readonly data: string; readonly force?: boolean; readonly json?: boolean };

export function addRestoreCommand(program: Command): void {
  const command = program
    .command('restore <file>')
    .description('put a backup in place as the data of a node that does not run; checks it first')
    .requiredOption('--data <dir>', 'data folder; made where it is not there')
    .option('--force', 'replace what is in that folder');
  withExamples(
    withJson(command),
    'entente restore entente-2027-01-01.db --data ./data',
    'entente restore entente-2027-01-01.db --data ./data --force',
  ).action(async (file: string, { data, force = false, json = false }: RestoreOptions) => {
    const { restore } = await import('../restore.ts');
    const contents = await restore(file, data, force, json);
    if (json) printJson({ ...contents, data });
    else {
      printLine(
        `Restored the coalition ${contents.coalition} with ${contents.objects.toLocaleString('en')} objects to ${data}.`,
      );
      printLine(
        'Served, it shows nothing until other nodes have told it what was recalled since, or its operator ends the quarantine on the Operator page.',
      );
      printLine(
        'What its own members published since the backup is not in it, though others may have it: import it again.',
      );
      printLine(
        'Accounts, tokens and releases are those of the backup: what was ended or narrowed since must be ended again.',
      );
    }
  });
}

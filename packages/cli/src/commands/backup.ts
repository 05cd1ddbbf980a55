import type { Command } from 'commander';
import { printJson, printLine } from '../terminal/print.ts';
import { sizeText } from '../terminal/size-text.ts';
import { withExamples, withJson } from './options.ts';

type BackupOptions = { readonly data: string; readonly output?: string; readonly json?: boolean };

export function addBackupCommand(program: Command): void {
  const command = program
    .command('backup')
    .description('copy the data of a node into one file, also while its server runs')
    .requiredOption('--data <dir>', 'data folder of the node')
    .option(
      '-o, --output <file>',
      'file to write; without this option one named by the time, in backups/ of the data folder',
    );
  withExamples(
    withJson(command),
    'entente backup --data ./data',
    'entente backup --data ./data -o /mnt/safe/entente.db',
  ).action(async ({ data, output, json = false }: BackupOptions) => {
    const { makeBackup } = await import('../make-backup.ts');
    const made = await makeBackup(data, output, json);
    if (json) printJson(made);
    else {
      printLine(`Wrote ${made.file} (${sizeText(made.bytes)}).`);
      printLine('It holds everything that the node knows, in clear: keep it as safe as the node.');
    }
  });
}

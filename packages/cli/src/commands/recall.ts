import type { Recall, RecallLook } from '@entente/server/api-types';
import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { usageFailure } from '../failure.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type RecallOptions = ConnectionOptions & {
  readonly version?: string;
  readonly reason?: string;
  readonly member?: string;
  readonly dryRun?: boolean;
};

export function addRecallCommand(program: Command): void {
  const command = program
    .command('recall <id>')
    .description('take back what a member owns: purged wherever it is held, for good')
    .option('--reason <text>', 'why; is kept, and goes to all who had it: must not quote the object')
    .option('--version <modified>', 'this version alone; without this option all of them')
    .option('--member <name>', 'its owner; without this option the member that made the node, or the token’s')
    .option('--dry-run', 'say what would happen, and recall nothing');
  withExamples(
    withConnection(command),
    'entente recall report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France --dry-run --data ./data',
    'entente recall report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France --reason "Source withdrawn" --data ./data',
  ).action(async (id: string, options: RecallOptions) => {
    const { version, reason, member: as, dryRun = false, json = false } = options;
    await using connection = await connect(options);
    const wanted = { object: id, version, as };
    if (dryRun) {
      const look = await connection.lookAtRecall(wanted);
      if (json) printJson(look);
      else printLook(look, 'Would take back');
      return;
    }
    if (reason === undefined) throw usageFailure('it is not said why', 'Give --reason TEXT.');
    const recall = await connection.recall({ ...wanted, reason });
    if (json) printJson(recall);
    else printRecall(recall);
  });
}

function printRecall(recall: Recall): void {
  printLook(recall, 'Took back');
  printLine(`Order ${recall.id}`);
  printLine(recall.covers);
}

function printLook({ object, whole, versions, reached, backups }: RecallLook, did: string): void {
  printLine(`${did} ${whole ? `all versions (${versions.length})` : versions.join(', ')} of ${object}.`);
  const beyond = reached.filter(({ how }) => how !== 'opened');
  if (beyond.length === 0 && backups === 0) printLine('Nothing is known to be beyond recall.');
  else printLine('Beyond recall:');
  for (const { how, name, time, certain } of beyond) {
    const what =
      how === 'client' ? 'a TAXII client of' : certain ? 'a file exported by' : 'perhaps in a file exported by';
    printLine(`  ${what} ${name}, ${time}`);
  }
  if (backups > 0) printLine(`  ${backups} ${backups === 1 ? 'backup' : 'backups'} of this node`);
  const opened = reached.filter(({ how }) => how === 'opened').map(({ name }) => name);
  if (opened.length > 0) printLine(`Opened before by: ${opened.join(', ')}`);
}

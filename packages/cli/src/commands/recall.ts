import { readFile, writeFile } from 'node:fs/promises';
import type { Recall, RecalledMany, RecallLook } from '@entente/server/api-types';
import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { usageFailure } from '../failure.ts';
import { countOf } from '../terminal/count-of.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type RecallOptions = ConnectionOptions & {
  readonly file?: string;
  readonly version?: string;
  readonly reason?: string;
  readonly member?: string;
  readonly dryRun?: boolean;
  readonly receipts?: string;
};

/** The API takes so many at once. */
const mostTogether = 10_000;

export function addRecallCommand(program: Command): void {
  const command = program
    .command('recall [id]')
    .description('take back what a member owns: purged wherever it is held, for good')
    .option('--file <path>', 'recall all whose ids stand in this file, one a line (- reads standard input)')
    .option('--reason <text>', 'why; is kept, and goes to all who had it: must not quote the object')
    .option('--version <modified>', 'this version alone; without this option all of them')
    .option('--member <name>', 'its owner; without this option the member that made the node, or the token’s')
    .option('--dry-run', 'say what would happen, and recall nothing')
    .option('--receipts <path>', 'recall nothing, but write what nodes signed about it, for entente verify');
  withExamples(
    withConnection(command),
    'entente recall report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France --dry-run --data ./data',
    'entente recall report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France --reason "Source withdrawn" --data ./data',
    'entente recall report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France --receipts receipts.json --data ./data',
    'entente recall --file ids.txt --member France --reason "Source compromised" --data ./data',
  ).action(async (id: string | undefined, options: RecallOptions) => {
    const { version, reason, member: as, dryRun = false, json = false } = options;
    if ((id === undefined) === (options.file === undefined)) {
      throw usageFailure('it is not said what', 'Give an id, or --file PATH.');
    }
    if (id === undefined) return recallFile(options);
    await using connection = await connect(options);
    if (options.receipts !== undefined) {
      const { receipts } = await connection.recallReceipts({ object: id, as });
      await writeFile(options.receipts, `${JSON.stringify({ receipts }, null, 2)}\n`, { mode: 0o600 });
      if (json) printJson({ file: options.receipts, receipts: receipts.length });
      else printLine(`Wrote ${countOf(receipts.length, 'receipt')} to ${options.receipts}.`);
      return;
    }
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

/** Many at once; fails where one of them could not be recalled, after all others were. */
async function recallFile({ file = '-', reason, member: as, version, dryRun, ...options }: RecallOptions) {
  if (version !== undefined || dryRun) {
    throw usageFailure('--file takes back all versions of each', 'Leave out --version and --dry-run.');
  }
  if (reason === undefined) throw usageFailure('it is not said why', 'Give --reason TEXT.');
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  const ids = text.split(/\s+/).filter((each) => each !== '');
  if (ids.length === 0) throw usageFailure('no ids stand there', 'Give one a line.');
  await using connection = await connect(options);
  const outcome: { recalls: RecalledMany['recalls']; refused: RecalledMany['refused'] } = { recalls: [], refused: [] };
  for (let from = 0; from < ids.length; from += mostTogether) {
    const some = ids.slice(from, from + mostTogether);
    const { recalls, refused } = await connection.recallMany({ ids: some, reason, as });
    outcome.recalls.push(...recalls);
    outcome.refused.push(...refused);
  }
  if (options.json) printJson(outcome);
  else {
    printLine(`Took back ${outcome.recalls.length} of ${new Set(ids).size} objects, all versions of each.`);
    for (const { object, message } of outcome.refused) printLine(`  not ${object}: ${message}`);
  }
  if (outcome.refused.length > 0) process.exitCode = 1;
}

function printRecall(recall: Recall): void {
  printLook(recall, 'Took back');
  printLine(`Order ${recall.id}`);
  printLine(recall.covers);
}

const places: Readonly<Record<RecallLook['reached'][number]['how'], string>> = {
  client: 'a TAXII client of',
  export: 'a file exported by',
  pushed: 'the TAXII server',
  opened: 'the screen of',
};

function printLook({ object, whole, versions, reached, backups }: RecallLook, did: string): void {
  printLine(`${did} ${whole ? `all versions (${versions.length})` : versions.join(', ')} of ${object}.`);
  const beyond = reached.filter(({ how }) => how !== 'opened');
  if (beyond.length === 0 && backups === 0) printLine('Nothing is known to be beyond recall.');
  else printLine('Beyond recall:');
  for (const { how, name, time, certain } of beyond) {
    printLine(`  ${certain ? '' : 'perhaps '}${places[how]} ${name}, ${time}`);
  }
  if (backups > 0) printLine(`  ${countOf(backups, 'backup')} of this node`);
  const opened = reached.filter(({ how }) => how === 'opened').map(({ name }) => name);
  if (opened.length > 0) printLine(`Opened before by: ${opened.join(', ')}`);
}

import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { countOf } from '../terminal/count-of.ts';
import { printJson, printLine, printNote } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type ReceiptsOptions = ConnectionOptions & {
  readonly output: string;
  readonly version?: string;
  readonly member?: string;
};

export function addReceiptsCommand(program: Command): void {
  const command = program
    .command('receipts <id>')
    .description('write what nodes signed when they took in an object of your member, for entente verify')
    .requiredOption('-o, --output <path>', 'the file to write')
    .option('--version <modified>', 'of this version alone; without this option of all')
    .option('--member <name>', 'its owner; without this option the member that made the node, or the token’s');
  withExamples(
    withConnection(command),
    'entente receipts report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --member France -o taken-in.json --data ./data',
    'entente verify taken-in.json --roster coalition.roster',
  ).action(async (object: string, { output, version, member: as, json, ...options }: ReceiptsOptions) => {
    await using connection = await connect(options);
    const { receipts, more } = await connection.tookInReceipts({ object, as, version });
    // Read by `verify` as a file of receipts by how it begins.
    await writeFile(output, `${JSON.stringify({ receipts }, null, 2)}\n`, { mode: 0o600 });
    if (json) printJson({ file: output, receipts: receipts.length, more });
    else printLine(`Wrote ${countOf(receipts.length, 'receipt')} to ${output}.`);
    if (more) printNote('There are more, of older versions: ask for one with --version.');
  });
}

import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseDay, withConnection, withExamples } from './options.ts';

type Options = ConnectionOptions & { readonly as?: string; readonly asOf?: string };

export function addSignalsCommand(program: Command): void {
  withExamples(
    withConnection(
      program
        .command('signals')
        .description('contradictions, changes and silences in what a member may see')
        .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
        .option('--as-of <day>', 'as of a day (2019-02-06)', parseDay),
    ),
    'entente signals --as France --data ./data',
  ).action(async ({ as, asOf, ...options }: Options) => {
    await using connection = await connect(options);
    const signals = await connection.signals({ as, asOf });
    if (options.json) printJson({ signals });
    else {
      printTable(
        ['Day', 'Signal', 'About', 'What'],
        signals.map(({ day, kind, claim, expectation, sentence }) => [
          day,
          kind,
          claim?.name ?? expectation?.name ?? '',
          sentence,
        ]),
      );
    }
  });
}

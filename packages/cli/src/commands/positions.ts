import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { carriedText } from './carried-text.ts';
import { type ConnectionOptions, parseDay, withConnection, withExamples } from './options.ts';
import { stanceText } from './stance-text.ts';

type Options = ConnectionOptions & { readonly as?: string; readonly asOf?: string };

export function addPositionsCommand(program: Command): void {
  withExamples(
    withConnection(
      program
        .command('positions [member]')
        .description('where members stand on claims, or one member with its voices')
        .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
        .option('--as-of <day>', 'as of a day (2019-02-06)', parseDay),
    ),
    'entente positions --data ./data --json',
    'entente positions "United States" --as-of 2019-02-07 --as France --data ./data',
  ).action(async (member: string | undefined, { as, asOf, ...options }: Options) => {
    await using connection = await connect(options);
    if (member !== undefined) {
      const view = await connection.memberPositions(member, { as, asOf });
      if (options.json) {
        printJson(view);
        return;
      }
      printTable(
        ['Claim', 'Voice', 'Since', 'Stands', 'Carried by'],
        view.cells.flatMap(({ claimName, voicesNow }) =>
          voicesNow.map((point) => [claimName, point.holder.name, point.since, stanceText(point), carriedText(point)]),
        ),
      );
      for (const { kind, claim, expectation, sentence } of view.signals) {
        printLine(`${kind} on “${claim?.name ?? expectation?.name}”: ${sentence}`);
      }
      return;
    }
    const matrix = await connection.positions({ as, asOf });
    if (options.json) {
      printJson(matrix);
      return;
    }
    const claims = new Map(matrix.claims.map(({ id, name }) => [id, name]));
    const names = new Map(matrix.principals.map(({ id, name }) => [id, name]));
    printTable(
      ['Who', 'Claim', 'Since', 'Stands', 'Official', 'Divided'],
      matrix.cells.map((cell) => [
        names.get(cell.principal) ?? '',
        claims.get(cell.claim) ?? '',
        cell.since,
        stanceText(cell),
        cell.official ? 'yes' : 'no',
        cell.divided ? 'yes' : '',
      ]),
    );
  });
}

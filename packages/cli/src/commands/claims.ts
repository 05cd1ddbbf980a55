import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { carriedText } from './carried-text.ts';
import { type ConnectionOptions, parseDay, withConnection, withExamples } from './options.ts';
import { stanceText } from './stance-text.ts';

type Options = ConnectionOptions & { readonly as?: string; readonly asOf?: string };

export function addClaimsCommand(program: Command): void {
  withExamples(
    withConnection(
      program
        .command('claims [id]')
        .description('list claims with how many stand where; with an id, one claim with everybody’s line and signals')
        .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
        .option('--as-of <day>', 'as of a day (2019-02-06)', parseDay),
    ),
    'entente claims --data ./data',
    'entente claims claim--0b8c6f0e-9a51-4d0b-8f0c-6a3f4f9a3f11 --as France --as-of 2019-02-07 --data ./data --json',
  ).action(async (id: string | undefined, { as, asOf, ...options }: Options) => {
    await using connection = await connect(options);
    if (id !== undefined) {
      const view = await connection.claim(id, { as, asOf });
      if (options.json) {
        printJson(view);
        return;
      }
      printLine(`${view.claim.name}  (as of ${view.day})`);
      printTable(
        ['Holder', 'For', 'Since', 'Stands', 'Carried by', 'Words'],
        view.lines.flatMap(({ holder, principal, official, points }) =>
          points.map((point) => [
            holder.name,
            official ? 'itself' : principal.name,
            point.since,
            stanceText(point),
            carriedText(point),
            point.quote ?? point.condition ?? '',
          ]),
        ),
      );
      for (const { kind, sentence } of view.signals) printLine(`${kind}: ${sentence}`);
      return;
    }
    const claims = await connection.claims({ as, asOf });
    if (options.json) printJson({ claims });
    else {
      printTable(
        ['Claim', 'Against', 'Undecided', 'For', 'Declined', 'Disagreement', 'Changed', 'Id'],
        claims.map(({ name, tally: { held, declined, disagreement }, changed, id: claim }) => [
          name,
          String((held[0] ?? 0) + (held[1] ?? 0)),
          String(held[2] ?? 0),
          String((held[3] ?? 0) + (held[4] ?? 0)),
          String(declined),
          disagreement?.toFixed(2) ?? '',
          changed ?? '',
          claim,
        ]),
      );
    }
  });
}

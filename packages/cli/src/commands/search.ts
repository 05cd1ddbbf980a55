import { type Command, InvalidArgumentError } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type SearchOptions = ConnectionOptions & { readonly as?: string; readonly limit: number };

export function addSearchCommand(program: Command): void {
  const command = program
    .command('search <text...>')
    .description('search what a member may see, newest first')
    .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
    .option('--limit <n>', 'how many to show, 200 at the most', parseLimit, 50);
  withExamples(
    withConnection(command),
    'entente search manbij --as France --data ./data',
    `entente search '"border crossing" trucks' --data ./data --json`,
  ).action(async (words: readonly string[], options: SearchOptions) => {
    await using connection = await connect(options);
    const page = await connection.search({ as: options.as, text: words.join(' '), limit: options.limit });
    if (options.json) {
      printJson(page);
      return;
    }
    const { objects, total } = page;
    if (objects.length > 0) {
      printTable(
        ['Type', 'Title', 'TLP', 'Owner', 'Added', 'Id'],
        objects.map(({ type, title, tlp, owner, added, id }) => [
          type,
          title.length > 60 ? `${title.slice(0, 59)}…` : title,
          tlp ?? 'none',
          owner.name,
          added.slice(0, 10),
          id,
        ]),
      );
    }
    printLine(`${objects.length} of ${total.count.toLocaleString('en')}${total.exact ? '' : '+'} found.`);
  });
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new InvalidArgumentError('A number from 1 to 200.');
  return limit;
}

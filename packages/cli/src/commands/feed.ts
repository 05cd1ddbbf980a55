import type { TlpLevel } from '@entente/server/api-types';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseList, parseTlp, withConnection, withExamples } from './options.ts';
import { type Reliability, reliabilities } from './report.ts';

type MemberOptions = ConnectionOptions & { readonly member: string };
type AddOptions = MemberOptions & {
  readonly collection: string;
  readonly tlp: TlpLevel;
  readonly releasableTo?: string[];
  readonly reliability?: Reliability;
  readonly every: number;
};

export function addFeedCommand(program: Command): void {
  const feed = program.command('feed').description('feeds whose items come in as reports');
  const add = feed
    .command('add <address>')
    .description('pull an RSS, Atom or JSON feed; the operator names in ENTENTE_FEEDS where from')
    .requiredOption('--member <name>', 'the member in whose name its items come in')
    .requiredOption('--collection <name>', 'alias or id of the collection they go to')
    .requiredOption('--tlp <level>', 'their TLP level', parseTlp)
    .option('--releasable-to <list>', 'members, units or groups that alone may have them', parseList)
    .addOption(new Option('--reliability <letter>', 'of the source, on the Admiralty scale').choices(reliabilities))
    .option('--every <minutes>', 'how often it is pulled', parseMinutes, 60);
  withExamples(
    withConnection(add),
    'entente feed add https://news.example/rss --member France --collection press --tlp clear --data ./data',
  ).action(async (address: string, options: AddOptions) => {
    const { member, collection, tlp, releasableTo = [], reliability, every: minutes, json = false } = options;
    await using connection = await connect(options);
    const terms = { tlp, releasableTo, notReleasableTo: [] };
    const wanted = { address, collection, terms, minutes, ...(reliability === undefined ? {} : { reliability }) };
    const added = await connection.addFeed(member, wanted);
    if (json) printJson(added);
    else printLine(`${added.id}  ${added.address}, every ${added.minutes} minutes`);
  });

  const list = feed.command('list').description('the feeds of a member').requiredOption('--member <name>', 'whose');
  withExamples(withConnection(list), 'entente feed list --member France --data ./data').action(
    async (options: MemberOptions) => {
      await using connection = await connect(options);
      const feeds = await connection.feeds(options.member);
      if (options.json) printJson({ feeds });
      else {
        printTable(
          ['Id', 'Address', 'Every', 'Pulled', 'Problem'],
          feeds.map(({ id, address, minutes, pulled = 'not yet', problem = '' }) => [
            id,
            address,
            `${minutes} min`,
            pulled,
            problem,
          ]),
        );
      }
    },
  );

  const remove = feed
    .command('remove <id>')
    .description('pull it no more; what has come in stays')
    .requiredOption('--member <name>', 'whose');
  withExamples(withConnection(remove), 'entente feed remove feed--… --member France --data ./data').action(
    async (id: string, options: MemberOptions) => {
      await using connection = await connect(options);
      await connection.removeFeed(options.member, id);
      if (options.json) printJson({ removed: id });
      else printLine(`Removed ${id}.`);
    },
  );
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 5) throw new InvalidArgumentError('Whole minutes, 5 at the least.');
  return minutes;
}

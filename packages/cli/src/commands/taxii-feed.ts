import type { NewTaxiiFeed, TaxiiFeed, TlpLevel } from '@entente/server/api-types';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { connect } from '../connection/connect.ts';
import { Failure, usageFailure } from '../failure.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { readPassword } from '../terminal/read-password.ts';
import { type ConnectionOptions, parseList, parseTlp, withConnection, withExamples } from './options.ts';

type MemberOptions = ConnectionOptions & { readonly member: string };
type ThereOptions = MemberOptions & {
  readonly collection: string;
  /** The collection there; true: the same. */
  readonly proofs?: string | true;
  readonly user?: string;
  readonly bearer?: true;
  readonly passwordStdin?: true;
  readonly every: number;
};
type AddOptions = ThereOptions & {
  readonly tlp: TlpLevel;
  readonly releasableTo?: string[];
  readonly taxii: '2.1' | '2.0';
};
type PushOptions = ThereOptions & {
  readonly level: 'clear' | 'green';
  readonly earlier?: true;
  readonly acceptUnlabelled?: true;
};

export function addTaxiiFeedCommand(program: Command): void {
  const feed = program
    .command('taxii-feed')
    .description('plain TAXII servers: pull from them, push to them, list, run, pause, remove');

  withExamples(
    withThere(
      feed
        .command('add <url> <source>')
        .description('pull a collection (id or alias) of a TAXII server (its API root) into one here')
        .requiredOption('--tlp <level>', 'holds beside the markings of what comes in', parseTlp)
        .option('--releasable-to <list>', 'members, units or groups that alone may have it', parseList)
        .addOption(new Option('--taxii <version>', 'what the server speaks').choices(['2.1', '2.0']).default('2.1')),
    ),
    'entente taxii-feed add https://taxii.example/api1 91a7b528-80eb-42ed-a74d-c6fbd5a26116 --member France --collection indicators --tlp green --data ./data',
    'entente taxii-feed add https://taxii.example/api1 indicators --user reader --password-stdin --member France --collection indicators --tlp amber --data ./data < password.txt',
  ).action(async (url: string, source: string, options: AddOptions) => {
    const { tlp, releasableTo = [], taxii: version } = options;
    await add(options, {
      direction: 'pull',
      ...(await there(url, source, options)),
      version,
      terms: { tlp, releasableTo },
    });
  });

  withExamples(
    withThere(
      feed
        .command('push <url> <source>')
        .description('send a member’s own TLP:CLEAR objects of a collection here to a collection of a TAXII server')
        .addOption(
          new Option('--level <level>', 'the narrowest that is sent').choices(['clear', 'green']).default('clear'),
        )
        .option('--earlier', 'also what is in the collection already')
        .option(
          '--proofs [source]',
          'each with its proof, beside it or in that collection there, to be verified offline',
        )
        .option('--accept-unlabelled', 'TLP:GREEN too leaves without its label being enforced, and cannot be recalled'),
    ),
    'entente taxii-feed push https://taxii.example/api1 shared --member France --collection open --data ./data',
    'entente taxii-feed push https://taxii.example/api1 shared --proofs --member France --collection open --data ./data',
  ).action(async (url: string, source: string, options: PushOptions) => {
    const { level, earlier = false, acceptUnlabelled: confirmed = false } = options;
    await add(options, { direction: 'push', ...(await there(url, source, options)), level, earlier, confirmed });
    if (options.json !== true) printNote('What is sent cannot be recalled; the recall page lists it as beyond recall.');
  });

  withExamples(
    withMember(feed.command('list').description('the feeds of a member, and how they go')),
    'entente taxii-feed list --member France --data ./data',
  ).action(async (options: MemberOptions) => {
    await using connection = await connect(options);
    const feeds = await connection.taxiiFeeds(options.member).list();
    if (options.json) return printJson({ feeds });
    printTable(
      ['Id', 'What', 'Server', 'Objects', 'Refused', 'State'],
      feeds.map((each) => [
        each.id,
        each.direction,
        `${each.url} ${each.source}`,
        String(each.objects),
        String(each.refused),
        stateOf(each),
      ]),
    );
  });

  withExamples(
    withMember(feed.command('run <id>').description('run it now; says what did not come in or go out')),
    'entente taxii-feed run ID --member France --data ./data',
  ).action(async (id: string, options: MemberOptions) => {
    await using connection = await connect(options);
    const view = await connection.taxiiFeeds(options.member).run(id);
    if (options.json) printJson(view);
    else {
      printLine(`${view.objects} objects ${view.direction === 'pull' ? 'taken in' : 'sent'} so far.`);
      for (const { object, reason } of view.refusals) printLine(`  ${object}: ${reason}`);
    }
    if (view.problem !== undefined) throw new Failure(view.problem, 'It is tried again by itself, later each time.');
  });

  for (const [name, state, description] of [
    ['pause', 'paused', 'run it no more for now'],
    ['resume', 'on', 'go on with one that is paused'],
  ] as const) {
    withExamples(
      withMember(feed.command(`${name} <id>`).description(description)),
      `entente taxii-feed ${name} ID --member France --data ./data`,
    ).action(async (id: string, options: MemberOptions) => {
      await using connection = await connect(options);
      const changed = await connection.taxiiFeeds(options.member).setState(id, state);
      if (options.json) printJson(changed);
      else printLine(`${changed.id} is ${changed.state}.`);
    });
  }

  withExamples(
    withMember(
      feed.command('remove <id>').description('end it: what came in stays, and what was sent stays out there'),
    ),
    'entente taxii-feed remove ID --member France --data ./data',
  ).action(async (id: string, options: MemberOptions) => {
    await using connection = await connect(options);
    await connection.taxiiFeeds(options.member).remove(id);
    if (options.json) printJson({ removed: id });
    else printLine(`Removed ${id}.`);
  });
}

function withMember(command: Command): Command {
  return withConnection(command.requiredOption('--member <name>', 'whose'));
}

function withThere(command: Command): Command {
  return withMember(
    command
      .requiredOption('--collection <name>', 'alias or id of the collection here')
      .option('--user <name>', 'sign in there with Basic credentials; asks for the password')
      .option('--bearer', 'sign in there with a token; asks for it')
      .option('--password-stdin', 'read the password or token from stdin')
      .option('--every <minutes>', 'how often', parseMinutes, 60),
  );
}

async function there(url: string, source: string, options: ThereOptions) {
  const { collection, every: minutes, user, bearer = false, passwordStdin = false, proofs } = options;
  if (user !== undefined && bearer) throw usageFailure('it is either --user or --bearer', 'Leave one of them out.');
  const held = proofs === true ? source : proofs;
  const common = { url, source, collection, minutes, ...(held === undefined ? {} : { proofs: held }) };
  if (user !== undefined) {
    const credential = { login: 'basic' as const, user, password: await readPassword(passwordStdin) };
    return { ...common, credential };
  }
  if (bearer) return { ...common, credential: { login: 'bearer' as const, token: await readPassword(passwordStdin) } };
  return { ...common, credential: { login: 'none' as const } };
}

async function add(options: MemberOptions, wanted: NewTaxiiFeed): Promise<void> {
  await using connection = await connect(options);
  const added = await connection.taxiiFeeds(options.member).add(wanted);
  if (options.json) printJson(added);
  else printLine(`${added.id}  ${added.url} ${added.source}, every ${added.minutes} minutes`);
}

function stateOf({ state, problem, ran }: TaxiiFeed): string {
  if (state === 'paused') return 'paused';
  return problem ?? (ran === undefined ? 'not run yet' : `ran ${ran}`);
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 1) throw new InvalidArgumentError('Whole minutes, 1 at the least.');
  return minutes;
}

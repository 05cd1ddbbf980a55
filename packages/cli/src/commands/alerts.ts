import type { AlertChannel, NewAlertSubscription } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { connect } from '../connection/connect.ts';
import { Failure, usageFailure } from '../failure.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseList, withConnection, withExamples } from './options.ts';

type PersonOptions = ConnectionOptions & { readonly account?: string };
type Watch = NewAlertSubscription['watch'];
type About = Watch['about'];
/** The server refuses what is none. */
type SignalKinds = Extract<Watch, { about: 'signals' }>['kinds'];
type AddOptions = PersonOptions & {
  readonly claim?: string;
  readonly member?: string;
  readonly search?: string;
  readonly kinds?: string[];
  readonly channel: AlertChannel;
  readonly address?: string;
};

const abouts: readonly About[] = ['claim', 'member', 'signals', 'lapses', 'leads', 'requests', 'recalls', 'search'];

export function addAlertsCommand(program: Command): void {
  const alerts = program.command('alerts').description('what a person is told of, and how');
  const ofPerson = (command: Command): Command =>
    withConnection(command.option('--account <email>', 'whose; with --token it is the token’s person'));

  withExamples(
    ofPerson(alerts.command('list').description('the subscriptions of a person')),
    'entente alerts list --account officer@police.example --data ./data',
  ).action(async (options: PersonOptions) => {
    await using connection = await connect(options);
    const answer = await connection.alertSubscriptions(options.account);
    if (options.json) printJson(answer);
    else {
      printTable(
        ['Id', 'Of what', 'How', 'State'],
        answer.subscriptions.map(({ id, name, channel, address, stopped }) => [
          id,
          name,
          address ?? channel,
          stopped === undefined ? '' : `given up: ${stopped.problem}`,
        ]),
      );
    }
  });

  const add = alerts
    .command('add <about>')
    .description(`ask to be told of something: ${abouts.join(', ')}`)
    .option('--claim <id>', 'of a claim')
    .option('--member <name>', 'of where a member stands')
    .option('--search <id>', 'of a saved search')
    .option(
      '--kinds <list>',
      'of signals: contradiction,divided,reversal,shift,clarification,numbers,assessment,silence',
      parseList,
    )
    .addOption(
      new Option('--channel <channel>', 'besides the list').choices(['in-app', 'e-mail', 'webhook']).default('in-app'),
    )
    .option('--address <url>', 'of a webhook');
  withExamples(
    ofPerson(add),
    'entente alerts add leads --channel e-mail --account officer@police.example --data ./data',
    'entente alerts add signals --kinds contradiction,reversal --url https://node.example --token …',
    'entente alerts add claim --claim claim--… --channel webhook --address https://example.org/hook --url … --token …',
  ).action(async (about: string, options: AddOptions) => {
    const { channel, address, account } = options;
    const watch = watchOf(about, options);
    await using connection = await connect(options);
    const added = await connection.addAlert({ watch, channel, ...(address === undefined ? {} : { address }) }, account);
    if (options.json) return printJson(added);
    printLine(`${added.id}  ${added.name}`);
    if (added.secret !== undefined) printLine(`Its secret, shown this once: ${added.secret}`);
  });

  withExamples(
    ofPerson(alerts.command('remove <id>').description('be told of it no more')),
    'entente alerts remove alert--… --account officer@police.example --data ./data',
  ).action(async (id: string, options: PersonOptions) => {
    await using connection = await connect(options);
    await connection.removeAlert(id, options.account);
    if (options.json) printJson({ removed: id });
    else printLine(`Removed ${id}.`);
  });

  withExamples(
    ofPerson(alerts.command('test <id>').description('send a test by its channel')),
    'entente alerts test alert--… --account officer@police.example --data ./data',
  ).action(async (id: string, options: PersonOptions) => {
    await using connection = await connect(options);
    const { arrived, problem = '' } = await connection.testAlert(id, options.account);
    if (options.json) printJson({ arrived, problem });
    else if (arrived) printLine('It arrived.');
    if (!arrived) throw new Failure(`it did not arrive: ${problem}`);
  });
}

function watchOf(about: string, { claim, member, search, kinds = [] }: AddOptions): Watch {
  switch (about) {
    case 'claim':
      return { about, claim: given(claim, '--claim') };
    case 'member':
      return { about, member: given(member, '--member') };
    case 'search':
      return { about, search: given(search, '--search') };
    case 'signals':
      return { about, kinds: given(kinds.length === 0 ? undefined : (kinds as SignalKinds), '--kinds') };
    case 'lapses':
    case 'leads':
    case 'requests':
    case 'recalls':
      return { about };
    default:
      throw usageFailure(`nobody can be told of ${about}`, `It is one of ${abouts.join(', ')}.`);
  }
}

function given<T>(value: T | undefined, option: string): T {
  if (value === undefined) throw usageFailure(`${option} is missing`, 'It says of which.');
  return value;
}

import type { LeavingTerms } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseDay, withConnection, withExamples } from './options.ts';

type AddOptions = ConnectionOptions & {
  readonly kind: 'country' | 'organisation';
  readonly region?: string;
  readonly country?: string;
  readonly about?: string;
  readonly joined?: string;
  readonly identity?: string;
};

export function addMemberCommand(program: Command): void {
  const member = program.command('member').description('members of the coalition: add, list, remove');

  withExamples(
    withConnection(
      member
        .command('add <name>')
        .description('add a member')
        .addOption(
          new Option('--kind <kind>', 'what it is').choices(['country', 'organisation']).default('organisation'),
        )
        .option('--region <name>', 'region of the world')
        .option('--country <code>', 'ISO 3166-1 code of two letters')
        .option('--about <text>', 'a sentence about it')
        .option('--joined <date>', 'when it joined, YYYY-MM-DD; today where not given', parseDay)
        .option('--identity <id>', 'id of its STIX identity, where it has one'),
    ),
    'entente member add France --kind country --data ./data',
    'entente member add "Grid South" --url http://127.0.0.1:4000 --token TOKEN',
  ).action(async (name: string, options: AddOptions) => {
    const { data: _d, url: _u, token: _t, json, ...facts } = options;
    await using connection = await connect(options);
    const added = await connection.addMember({ name, ...facts });
    if (json) printJson(added);
    else printLine(`Added the member ${added.name} (${added.id}).`);
  });

  withExamples(
    withConnection(member.command('list').description('list the members')),
    'entente member list --data ./data',
    'entente member list --data ./data --json',
  ).action(async (options: ConnectionOptions) => {
    await using connection = await connect(options);
    const members = await connection.members();
    if (options.json) printJson({ members });
    else {
      printTable(
        ['Name', 'Kind', 'Joined', 'Left', 'Identity'],
        members.map(({ name, kind, joined, left, id }) => [name, kind, joined, left ?? '', id]),
      );
    }
  });

  withExamples(
    withConnection(
      member
        .command('remove <name>')
        .description('end a membership: nothing reaches it any more; what it contributed stays'),
    ),
    'entente member remove Turkey --data ./data',
  ).action(async (name: string, options: ConnectionOptions) => {
    await using connection = await connect(options);
    await connection.removeMember(name);
    if (options.json) printJson({ removed: name });
    else printLine(`${name} has left: nothing reaches it any more, and its accounts and tokens have ended.`);
  });

  withExamples(
    withConnection(
      member
        .command('leaving <name>')
        .description('what becomes of what a member contributed, if it leaves: its own word')
        .addOption(
          new Option(
            '--contributions <terms>',
            'stays: as released; frozen: nothing newer either; goes: all is recalled',
          ).choices(['stays', 'frozen', 'goes']),
        ),
    ),
    'entente member leaving Norway --data ./data',
    'entente member leaving Norway --contributions goes --data ./data',
  ).action(async (name: string, options: ConnectionOptions & Partial<LeavingTerms>) => {
    await using connection = await connect(options);
    const { contributions } = options;
    const terms =
      contributions === undefined
        ? await connection.leavingTerms(name)
        : await connection.setLeavingTerms(name, { contributions });
    if (options.json) printJson(terms);
    else printLine(`If ${name} leaves, what it contributed ${leavingWords[terms.contributions]}.`);
  });
}

const leavingWords = {
  stays: 'stays as it was released',
  frozen: 'stays, and nothing newer of it is taken from anybody',
  goes: 'is recalled from everybody',
} as const satisfies Record<LeavingTerms['contributions'], string>;

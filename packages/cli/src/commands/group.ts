import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseList, withConnection, withExamples } from './options.ts';

export function addGroupCommand(program: Command): void {
  const group = program.command('group').description('named groups of members, for release lists: add, list');

  withExamples(
    withConnection(
      group
        .command('add <name>')
        .description('make a group, or change who is in it')
        .requiredOption('--members <list>', 'names of members or other groups, separated by commas', parseList),
    ),
    'entente group add "Small group" --members France,Iraq --data ./data',
  ).action(async (name: string, options: ConnectionOptions & { readonly members: string[] }) => {
    await using connection = await connect(options);
    const made = await connection.putGroup({ name, members: options.members });
    if (options.json) printJson(made);
    else printLine(`The group ${made.name} (${made.id}) is ${made.members.map((each) => each.name).join(', ')}.`);
  });

  withExamples(
    withConnection(group.command('list').description('list the groups')),
    'entente group list --data ./data',
  ).action(async (options: ConnectionOptions) => {
    await using connection = await connect(options);
    const groups = await connection.groups();
    if (options.json) printJson({ groups });
    else {
      printTable(
        ['Name', 'Members', 'Identity'],
        groups.map(({ name, members, id }) => [name, members.map((each) => each.name).join(', '), id]),
      );
    }
  });
}

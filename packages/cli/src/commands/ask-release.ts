import type { ReleaseRequest } from '@entente/server/api-types';
import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseList, withConnection, withExamples } from './options.ts';

type AskOptions = ConnectionOptions & {
  readonly to: string[];
  readonly reason: string;
  readonly member?: string;
};

export function addAskReleaseCommand(program: Command): void {
  withExamples(
    withConnection(
      program
        .command('ask-release <id>')
        .description('ask the originator of an object to release it to others')
        .requiredOption('--to <list>', 'members, units ("Member/Unit") or groups, separated by commas', parseList)
        .requiredOption('--reason <text>', 'why; its originator reads this')
        .option('--member <name>', 'who asks; without this option the member that made the node, or the token’s'),
    ),
    'entente ask-release report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --to Norway --reason "They hold the other half" --member Iraq --data ./data',
  ).action(async (object: string, { to, reason, member, ...options }: AskOptions) => {
    await using connection = await connect(options);
    const asked = await connection.askRelease(member, { object, to, reason });
    if (options.json) printJson(asked);
    else printLine(`Asked ${asked.originator.name} to release it to ${named(asked.to)} (${asked.id}).`);
  });

  withExamples(
    withConnection(
      program
        .command('release-requests')
        .description('list requests for wider release: what was asked, and what is asked of a member')
        .option('--member <name>', 'whose; without this option the member that made the node, or the token’s'),
    ),
    'entente release-requests --member France --data ./data',
  ).action(async ({ member, ...options }: ConnectionOptions & { readonly member?: string }) => {
    await using connection = await connect(options);
    const requests = await connection.releaseRequests(member);
    if (options.json) printJson({ requests });
    else {
      printTable(
        ['State', 'Object', 'From', 'Of', 'For', 'Reason', 'Answer'],
        requests.map((each) => [
          each.state,
          each.object,
          each.from.name,
          each.originator.name,
          named(each.to),
          each.reason,
          each.answer ?? named(each.reached ?? []),
        ]),
      );
    }
  });
}

function named(list: ReleaseRequest['to']): string {
  return list.map(({ name }) => name).join(', ');
}

import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type WhyOptions = ConnectionOptions & {
  readonly viewer: string;
  readonly property?: string;
  readonly member?: string;
};

export function addWhyCommand(program: Command): void {
  const command = program
    .command('why <id>')
    .description('say why somebody has an object or a part of it, or has not')
    .requiredOption('--viewer <name>', 'a member or unit ("Member/Unit"), or anybody by identity id')
    .option('--property <selector>', 'a part of it, like description')
    .option('--member <name>', 'who asks; without this option the member that made the node, or the token’s');
  withExamples(
    withConnection(command),
    'entente why report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --viewer Iraq --member France --data ./data',
    'entente why report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --viewer Iraq/Police --property description --data ./data',
  ).action(async (id: string, options: WhyOptions) => {
    await using connection = await connect(options);
    const { viewer, property, member } = options;
    const answer = await connection.why(id, { as: member, viewer, property });
    if (options.json) {
      printJson(answer);
      return;
    }
    printLine(answer.sentence);
    for (const { text, property: place } of answer.reasons) {
      printLine(`  ${place === undefined ? '' : `${place}: `}${text}`);
    }
  });
}

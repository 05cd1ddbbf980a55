import { type Command, InvalidArgumentError } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type CreateOptions = ConnectionOptions & {
  readonly member: string;
  readonly unit?: string;
  readonly write?: boolean;
  readonly label: string;
  readonly expires?: string;
};

export function addTokenCommand(program: Command): void {
  const token = program.command('token').description('API tokens of members and units: create, list, revoke');

  withExamples(
    withConnection(
      token
        .command('create')
        .description('make a token for TAXII and the API; it is shown this once')
        .requiredOption('--member <name>', 'the member it acts for')
        .option('--unit <name>', 'the unit of that member it acts for')
        .option('--write', 'it may also publish; without this option it only reads')
        .option('--label <text>', 'what it is for', 'made with entente token create')
        .option('--expires <date>', 'YYYY-MM-DD or a full time; without this option in a year', parseExpires),
    ),
    'entente token create --member France --label "TIP of the CERT" --data ./data',
    'TOKEN=$(entente token create --member France --write --data ./data)',
    'entente token create --member France --write --expires 2027-01-01 --data ./data --json',
  ).action(async (options: CreateOptions) => {
    const { member, unit, write = false, label, expires } = options;
    await using connection = await connect(options);
    const made = await connection.createToken({
      member,
      unit,
      write,
      label,
      ...(expires === undefined ? {} : { expires }),
    });
    if (options.json) {
      printJson(made);
      return;
    }
    printLine(made.token);
    printNote(
      `Token ${made.id} of ${(made.unit ?? made.member).name}, ${write ? 'may write' : 'reads only'}, until ${made.expires}.`,
    );
  });

  withExamples(
    withConnection(
      token.command('list').description('list the tokens').option('--member <name>', 'only those of this member'),
    ),
    'entente token list --data ./data',
  ).action(async (options: ConnectionOptions & { readonly member?: string }) => {
    await using connection = await connect(options);
    const tokens = await connection.tokens(options.member);
    if (options.json) printJson({ tokens });
    else {
      printTable(
        ['Id', 'Acts for', 'Label', 'Write', 'Expires', 'Last used'],
        tokens.map(({ id, member, unit, label, write, expires, lastUsed }) => [
          id,
          (unit ?? member).name,
          label,
          write ? 'yes' : '',
          expires,
          lastUsed ?? 'never',
        ]),
      );
    }
  });

  withExamples(
    withConnection(token.command('revoke <id>').description('end a token at once')),
    'entente token revoke 3f0c9a0e-5b1e-4f5e-9d43-0c8f6f1c2a11 --data ./data',
  ).action(async (id: string, options: ConnectionOptions) => {
    await using connection = await connect(options);
    await connection.revokeToken(id);
    if (options.json) printJson({ revoked: id });
    else printLine(`The token ${id} has ended.`);
  });
}

/** A day or a moment, as a moment in ISO 8601. */
function parseExpires(text: string): string {
  const moment = Date.parse(text);
  if (Number.isNaN(moment))
    throw new InvalidArgumentError('A date is YYYY-MM-DD, or a full time like 2027-01-01T00:00:00Z.');
  return new Date(moment).toISOString();
}

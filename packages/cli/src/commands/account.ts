import type { Account, Role } from '@entente/server/api-types';
import { type Command, InvalidArgumentError } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseList, withConnection, withExamples } from './options.ts';

type AddOptions = ConnectionOptions & {
  readonly member: string;
  readonly roles: Role[];
  readonly unit?: string;
  readonly red?: boolean;
  readonly name?: string;
  readonly passwordStdin?: boolean;
  readonly changeAtSignIn?: boolean;
};
type PasswordOptions = ConnectionOptions & { readonly passwordStdin?: boolean; readonly changeAtSignIn?: boolean };

const roleNames: readonly Role[] = [
  'reader',
  'analyst',
  'release-officer',
  'member-admin',
  'coalition-admin',
  'auditor',
];
const passwordStdin = ['--password-stdin', 'read the password from the first line of stdin'] as const;
const changeAtSignIn = [
  '--change-at-sign-in',
  'the person chooses another at the next sign-in, in the browser; until then it opens nothing else',
] as const;

export function addAccountCommand(program: Command): void {
  const account = program
    .command('account')
    .description('accounts of people: add, list, appoint, disable, enable, reset-password');

  withExamples(
    withConnection(
      account
        .command('add <email>')
        .description('add an account')
        .requiredOption('--member <name>', 'the member it acts for')
        .option('--unit <name>', 'the unit of that member it acts for; its roles are reader and analyst')
        .option('--red', 'appoint the person for TLP:RED')
        .option('--roles <list>', `of ${roleNames.join(', ')}`, parseRoles, ['reader'])
        .option('--name <name>', 'name of the person; the e-mail address where not given')
        .option(...passwordStdin)
        .option(...changeAtSignIn),
    ),
    'entente account add ana@mod.example --member France --roles analyst,release-officer --data ./data',
    'entente account add leila@police.example --member Iraq --unit "Baghdad Police" --data ./data',
    'echo "$PASSWORD" | entente account add ana@mod.example --member France --password-stdin --data ./data',
  ).action(async (email: string, options: AddOptions) => {
    const { readPassword } = await import('../terminal/read-password.ts');
    const password = await readPassword(options.passwordStdin ?? false);
    const { member, unit, red, roles, name = email, changeAtSignIn: passwordToChange } = options;
    await using connection = await connect(options);
    const as = { email, name, member, unit, clearedForRed: red, roles };
    const added = await connection.addAccount({ ...as, password, passwordToChange });
    if (options.json) printJson(added);
    else printLine(`Added the account ${added.email} of ${actingFor(added)}: ${added.roles.join(', ')}.`);
  });

  withExamples(
    withConnection(
      account.command('list').description('list the accounts').option('--member <name>', 'only those of this member'),
    ),
    'entente account list --data ./data',
    'entente account list --member France --data ./data --json',
  ).action(async (options: ConnectionOptions & { readonly member?: string }) => {
    await using connection = await connect(options);
    const accounts = await connection.accounts(options.member);
    if (options.json) printJson({ accounts });
    else {
      printTable(
        ['E-mail', 'Name', 'Acts for', 'Roles', 'RED', 'Last sign-in', 'Disabled'],
        accounts.map((each) => [
          each.email,
          each.name,
          actingFor(each),
          each.roles.join(', '),
          each.clearedForRed ? 'yes' : '',
          each.lastSignIn ?? 'never',
          each.disabled ? 'yes' : '',
        ]),
      );
    }
  });

  withExamples(
    withConnection(
      account
        .command('appoint <email>')
        .description('appoint a person of the member for TLP:RED, or withdraw that')
        .option('--withdraw', 'from now on no RED but what names the person'),
    ),
    'entente account appoint ana@mod.example --data ./data',
    'entente account appoint ana@mod.example --withdraw --data ./data',
  ).action(async (email: string, options: ConnectionOptions & { readonly withdraw?: boolean }) => {
    await using connection = await connect(options);
    const changed = await connection.changeAccount(email, { clearedForRed: options.withdraw !== true });
    if (options.json) printJson(changed);
    else
      printLine(`The account ${changed.email} is ${changed.clearedForRed ? '' : 'no longer '}appointed for TLP:RED.`);
  });

  for (const [verb, disabled, description] of [
    ['disable', true, 'disable an account; its sessions, tokens and streams end at once'],
    ['enable', false, 'enable a disabled account'],
  ] as const) {
    withExamples(
      withConnection(account.command(`${verb} <email>`).description(description)),
      `entente account ${verb} ana@mod.example --data ./data`,
    ).action(async (email: string, options: ConnectionOptions) => {
      await using connection = await connect(options);
      const changed = await connection.changeAccount(email, { disabled });
      if (options.json) printJson(changed);
      else printLine(`The account ${changed.email} is ${changed.disabled ? 'disabled' : 'enabled'}.`);
    });
  }

  withExamples(
    withConnection(
      account
        .command('reset-password <email>')
        .description('set a new password; sessions and personal tokens of the account end')
        .option(...passwordStdin)
        .option(...changeAtSignIn),
    ),
    'echo "$PASSWORD" | entente account reset-password ana@mod.example --password-stdin --data ./data',
  ).action(async (email: string, options: PasswordOptions) => {
    const { readPassword } = await import('../terminal/read-password.ts');
    const password = await readPassword(options.passwordStdin ?? false);
    await using connection = await connect(options);
    const changed = await connection.changeAccount(email, { password, passwordToChange: options.changeAtSignIn });
    if (options.json) printJson(changed);
    else printLine(`The account ${changed.email} has a new password; whoever was signed in with it no longer is.`);
  });
}

function actingFor({ member, unit }: Pick<Account, 'member' | 'unit'>): string {
  return unit?.name ?? member.name;
}

function parseRoles(text: string): Role[] {
  return parseList(text).map((name) => {
    const role = roleNames.find((each) => each === name);
    if (role === undefined)
      throw new InvalidArgumentError(`There is no role ${name}; the roles are ${roleNames.join(', ')}.`);
    return role;
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import type { NewRosterProposal, Roster, RosterFiles, RosterTaken } from '@entente/server/api-types';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { exitCode, Failure, usageFailure } from '../failure.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples, withJson } from './options.ts';

export function addRosterCommand(program: Command): void {
  const roster = program
    .command('roster')
    .description('the signed list of members, keys and nodes: show, propose, sign, withdraw, export, import, verify');
  addShow(roster);
  addPropose(roster);
  addSign(roster);
  addWithdraw(roster);
  addExport(roster);
  addImport(roster);
  addVerify(roster);
}

function addShow(roster: Command): void {
  const command = roster
    .command('show')
    .description('the roster in force, what is proposed, and what was refused')
    .option('--versions', 'all versions: what each changed, and who signed it');
  withExamples(
    withConnection(command),
    'entente roster show --data ./data',
    'entente roster show --versions --url https://node.example --token $TOKEN',
  ).action(async ({ versions: wantsVersions, ...options }: ConnectionOptions & { versions?: boolean }) => {
    const { openRoster } = await import('../roster/roster-source.ts');
    await using source = await openRoster(options);
    if (wantsVersions) {
      const versions = await source.versions();
      if (options.json) printJson({ versions });
      else {
        for (const { version, issued, signers, changes } of versions) {
          printLine(
            `Version ${version}, ${issued.slice(0, 10)}, signed by ${signers.map(({ name }) => name).join(', ')}`,
          );
          for (const { sentence } of changes) printLine(`  ${sentence}`);
        }
      }
      return;
    }
    const view = await source.view();
    if (options.json) printJson(view);
    else printRoster(view);
  });
}

function printRoster(view: Roster): void {
  const { current, coalition, threshold, admins, standing } = view;
  printLine(`The roster of ${coalition.name}, version ${current.version}`);
  printLine(`This version ${current.fingerprint}`);
  const loud = { 'in-force': '', 'expires-soon': '  RENEW IT SOON', expired: '  IT HAS EXPIRED' }[standing];
  printLine(`In force     ${current.issued.slice(0, 10)} to ${current.expires.slice(0, 10)}${loud}`);
  printLine(`Signatures   ${threshold} of ${admins.length}: ${admins.map(({ name }) => name).join(', ')}`);
  printTable(
    ['Member', 'Joined', 'Left', 'Node', 'Keys'],
    view.members.map(({ name, joined, left = '', node = '', keys }) => [
      name,
      joined,
      left,
      node,
      keys.map(({ id, state }) => `${id.slice(0, 8)}${state === 'valid' ? '' : ` (${state})`}`).join(', '),
    ]),
  );
  for (const { hash, changes, missing, proposedBy } of view.proposals) {
    const left = Math.max(missing.ofCurrent, missing.ofProposed);
    printLine(`Proposed by ${proposedBy} (${hash}); signatures missing: ${left}`);
    for (const { sentence } of changes) printLine(`  ${sentence}`);
  }
  for (const { last, source, message } of view.refusals) printNote(`Refused on ${last}, ${source}: ${message}`);
}

type ProposeOptions = ConnectionOptions & {
  readonly changes: NewRosterProposal['changes'];
  readonly note?: string;
  readonly sign?: boolean;
};

function addPropose(roster: Command): void {
  const changes: NewRosterProposal['changes'] = [];
  const change = (flags: string, description: string, read: (text: string) => NewRosterProposal['changes'][number]) =>
    new Option(flags, description).argParser((text) => {
      changes.push(read(text));
      return text;
    });
  const command = roster
    .command('propose')
    .description('propose the next version; options may be given several times')
    .addOption(
      change('--join <name>', 'a country that this node is to host joins', (name) => ({
        kind: 'join',
        member: { name, kind: 'country' },
      })),
    )
    .addOption(
      change('--join-organisation <name>', 'an organisation that this node is to host joins', (name) => ({
        kind: 'join',
        member: { name, kind: 'organisation' },
      })),
    )
    .addOption(change('--leave <name>', 'a member leaves', (member) => ({ kind: 'leave', member })))
    .addOption(change('--return <name>', 'a member that left comes back', (member) => ({ kind: 'return', member })))
    .addOption(
      change(
        '--add-admin <name=file>',
        'an administrator, with the public key in a file (see entente key new)',
        readAdmin,
      ),
    )
    .addOption(
      change('--remove-admin <key>', 'an administrator, by the id of the key', (key) => ({
        kind: 'remove-admin',
        key,
      })),
    )
    .addOption(
      change('--threshold <n>', 'how many administrators must sign', (text) => ({
        kind: 'threshold',
        threshold: parseCount(text),
      })),
    )
    .option('--renew', 'change nothing but the date of expiry')
    .option('--changes <file>', 'a JSON list of changes, as the API takes them')
    .option('--note <text>', 'why, for who is to sign')
    .option('--sign', 'sign it at once with the key of this node');
  withExamples(
    withConnection(command),
    'entente roster propose --leave Turkey --note "As notified on 1 March" --data ./data',
    'entente roster propose --add-admin "Secretariat=secretariat.pub" --threshold 2 --sign --data ./data',
  ).action(async ({ note, sign = false, ...options }: ProposeOptions & { renew?: boolean }) => {
    const { changes: file, renew } = options as unknown as { changes?: string; renew?: boolean };
    const wanted = [
      ...changes,
      ...(renew ? [{ kind: 'renew' as const }] : []),
      ...(file ? await readChanges(file) : []),
    ];
    if (wanted.length === 0)
      throw usageFailure('it is not said what is to change', 'See entente roster propose --help.');
    const { openRoster } = await import('../roster/roster-source.ts');
    await using source = await openRoster(options);
    const proposal = await source.propose({ changes: wanted, ...(note === undefined ? {} : { note }) });
    const taken = sign ? await source.sign(proposal.hash) : undefined;
    if (options.json) {
      printJson({ ...proposal, ...(taken === undefined ? {} : { taken }) });
      return;
    }
    for (const { sentence } of proposal.changes) printLine(sentence);
    if (taken === undefined)
      printLine(`Proposed as ${proposal.hash}. Sign it with entente roster sign ${proposal.hash}`);
    else printTaken(taken);
  });
}

function addSign(roster: Command): void {
  const command = roster
    .command('sign <proposal>')
    .description('sign a proposal with the key of the node; or, offline, a proposal in a file with a key in a file')
    .option('--key <file>', 'private key in a file, made by entente key new; then <proposal> is a file')
    .option('-o, --output <file>', 'with --key: file to write the signed proposal to');
  withExamples(
    withConnection(command),
    'entente roster sign 2QmZ… --data ./data',
    'entente roster sign proposal.json --key secretariat.key -o signed.json',
  ).action(
    async (named: string, { key, output, ...options }: ConnectionOptions & { key?: string; output?: string }) => {
      if (key !== undefined) {
        const { signFile } = await import('../roster/sign-file.ts');
        const { file, changes } = await signFile(named, key);
        const to = output ?? named;
        writeFileSync(to, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
        if (options.json) printJson({ file: to });
        else {
          for (const sentence of changes) printLine(sentence);
          printLine(`Signed. Take ${to} back to the node with entente roster import.`);
        }
        return;
      }
      const { openRoster } = await import('../roster/roster-source.ts');
      await using source = await openRoster(options);
      const taken = await source.sign(named);
      if (options.json) printJson(taken);
      else printTaken(taken);
    },
  );
}

function addWithdraw(roster: Command): void {
  const command = roster.command('withdraw <proposal>').description('withdraw a proposal');
  withExamples(withConnection(command), 'entente roster withdraw 2QmZ… --data ./data').action(
    async (hash: string, options: ConnectionOptions) => {
      const { openRoster } = await import('../roster/roster-source.ts');
      await using source = await openRoster(options);
      await source.withdraw(hash);
      if (options.json) printJson({ withdrawn: hash });
      else printLine('Withdrawn.');
    },
  );
}

function addExport(roster: Command): void {
  const command = roster
    .command('export')
    .description('write all versions with their signatures, for other nodes and for entente verify')
    .option('--proposal <hash>', 'write a proposal instead, to be signed elsewhere')
    .option('-o, --output <file>', 'file to write; without this option stdout');
  withExamples(
    withConnection(command),
    'entente roster export --data ./data -o coalition.roster',
    'entente roster export --proposal 2QmZ… --data ./data -o proposal.json',
  ).action(async ({ proposal, output, ...options }: ConnectionOptions & { proposal?: string; output?: string }) => {
    const { openRoster } = await import('../roster/roster-source.ts');
    await using source = await openRoster(options);
    const files = proposal === undefined ? await source.files() : await source.proposalFile(proposal);
    const text = `${JSON.stringify(files, null, 2)}\n`;
    if (output === undefined) process.stdout.write(text);
    else {
      writeFileSync(output, text);
      const { current } = await source.view();
      if (options.json) printJson({ file: output, fingerprint: current.fingerprint });
      else printLine(`Wrote ${output}. Fingerprint of the version in force: ${current.fingerprint}`);
    }
  });
}

function addImport(roster: Command): void {
  const command = roster
    .command('import <file>')
    .description('take versions, or a proposal with signatures, that came from elsewhere');
  withExamples(withConnection(command), 'entente roster import signed.json --data ./data').action(
    async (file: string, options: ConnectionOptions) => {
      const [{ openRoster }, { readRosterFile }] = await Promise.all([
        import('../roster/roster-source.ts'),
        import('../roster/roster-file.ts'),
      ]);
      const rosters = readRosterFile(file) as RosterFiles['rosters'];
      await using source = await openRoster(options);
      const taken = await source.take({ rosters });
      if (taken.state === 'refused') process.exitCode = exitCode.refused;
      if (options.json) printJson(taken);
      else printTaken(taken);
    },
  );
}

function addVerify(roster: Command): void {
  const command = roster
    .command('verify <file>')
    .description('check a roster file, offline: that each version follows the one before, with enough signatures');
  withExamples(withJson(command), 'entente roster verify coalition.roster').action(
    async (file: string, { json }: { json?: boolean }) => {
      const { openRosterFile } = await import('../roster/roster-file.ts');
      const { document, fingerprint, hash, isExpired } = await openRosterFile(file);
      if (isExpired) process.exitCode = exitCode.refused;
      const { coalition, version, expires } = document;
      if (json) {
        printJson({ coalition: coalition.name, version, hash, fingerprint, expires, expired: isExpired });
        return;
      }
      printLine(`The roster of ${coalition.name}, version ${version}: its signatures are sound.`);
      printLine(`Fingerprint ${fingerprint}: compare it with somebody of the coalition.`);
      printLine(isExpired ? `It EXPIRED on ${expires}.` : `It is in force until ${expires.slice(0, 10)}.`);
    },
  );
}

/** Says what became of a roster. A refusal is told by the exit code too. */
export function printTaken({ state, version, message }: RosterTaken): void {
  if (state === 'refused') {
    process.exitCode = exitCode.refused;
    printLine(`Refused: ${message ?? ''}`);
  } else if (state === 'accepted') printLine(`Version ${version} is in force.`);
  else if (state === 'same') printLine('That version is in force already.');
  else printLine(`Signed; more signatures are needed. ${message ?? ''}`);
}

function readAdmin(text: string): NewRosterProposal['changes'][number] {
  const [, name, file] = /^(.+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || file === undefined) throw new InvalidArgumentError('Write it as NAME=FILE.');
  return { kind: 'add-admin', name, key: readJson(file) as never };
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1) throw new InvalidArgumentError('A number from 1.');
  return count;
}

async function readChanges(file: string): Promise<NewRosterProposal['changes']> {
  const value = readJson(file);
  if (!Array.isArray(value)) throw new Failure(`${file} is no list of changes`);
  return value as NewRosterProposal['changes'];
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Failure(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

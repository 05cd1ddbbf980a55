import { writeFileSync } from 'node:fs';
import type { NewRosterProposal } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples, withJson } from './options.ts';
import { printTaken } from './roster.ts';

type Curve = 'Ed25519' | 'P-256';

export function addKeyCommand(program: Command): void {
  const key = program.command('key').description('what members sign with: list, rotate, revoke, new');

  withExamples(
    withConnection(key.command('list').description('the keys of all members, by the roster')),
    'entente key list --data ./data',
  ).action(async (options: ConnectionOptions) => {
    const { openRoster } = await import('../roster/roster-source.ts');
    await using source = await openRoster(options);
    const { members, admins } = await source.view();
    if (options.json) {
      printJson({ members: members.map(({ id, name, keys }) => ({ id, name, keys })), admins });
      return;
    }
    printTable(
      ['Whose', 'Key', 'State', 'Since', 'Fingerprint'],
      [
        ...admins.map(({ name, key: id, fingerprint }) => [`${name} (administrator)`, id, 'valid', '', fingerprint]),
        ...members.flatMap(({ name, keys }) =>
          keys.map(({ id, state, from, until, revoked, fingerprint }) => [
            name,
            id,
            state,
            (revoked ?? until ?? from).slice(0, 10),
            fingerprint,
          ]),
        ),
      ],
    );
  });

  withExamples(
    withConnection(
      key
        .command('rotate <member>')
        .description('a new key for a member hosted here; what the old one signed stays valid')
        .addOption(curveOption('the kind of key; without this option as before')),
    ),
    'entente key rotate France --data ./data',
    'entente key rotate France --curve P-256 --data ./data',
  ).action((member: string, { curve, ...options }: ConnectionOptions & { readonly curve?: Curve }) =>
    change(options, { kind: 'rotate-key', member, ...(curve && { curve }) }),
  );

  withExamples(
    withConnection(
      key
        .command('revoke <key>')
        .description('a lost or stolen key, by its id: nothing that it signed counts; objects are signed anew'),
    ),
    'entente key revoke kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k --data ./data',
  ).action((id: string, options: ConnectionOptions) => change(options, { kind: 'revoke-key', key: id }));

  withExamples(
    withJson(
      key
        .command('new')
        .description('make a key for an administrator of the coalition, in files: the private one stays with its owner')
        .requiredOption('-o, --output <name>', 'writes NAME.key, which nobody else may read, and NAME.pub')
        .addOption(curveOption('the kind of key').default('Ed25519')),
    ),
    'entente key new -o secretariat',
  ).action(async ({ output, curve, json }: { output: string; curve: Curve; json?: boolean }) => {
    const [{ newPrivateKey }, { fingerprint, keyId, publicPart }] = await Promise.all([
      import('@entente/server'),
      import('@entente/exchange'),
    ]);
    const made = newPrivateKey(curve);
    const open = publicPart(made);
    writeFileSync(`${output}.key`, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' });
    writeFileSync(`${output}.pub`, `${JSON.stringify(open)}\n`, { flag: 'wx' });
    if (json)
      printJson({ key: keyId(open), fingerprint: fingerprint(open), files: [`${output}.key`, `${output}.pub`] });
    else printLine(`Wrote ${output}.key and ${output}.pub. Fingerprint ${fingerprint(open)}`);
  });
}

function curveOption(description: string): Option {
  return new Option('--curve <name>', description).choices(['Ed25519', 'P-256'] satisfies Curve[]);
}

/** Proposes a change and signs it; where others must sign too, it waits for them. */
async function change(options: ConnectionOptions, wanted: NewRosterProposal['changes'][number]): Promise<void> {
  const { openRoster } = await import('../roster/roster-source.ts');
  await using source = await openRoster(options);
  const proposal = await source.propose({ changes: [wanted] });
  const taken = await source.sign(proposal.hash);
  if (options.json) {
    printJson({ ...proposal, taken });
    return;
  }
  for (const { sentence } of proposal.changes) printLine(sentence);
  printTaken(taken);
}

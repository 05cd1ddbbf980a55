import type { Command } from 'commander';
import { exitCode, Failure } from '../failure.ts';
import { printJson, printLine, printNote } from '../terminal/print.ts';
import { withExamples, withJson } from './options.ts';

type VerifyOptions = { readonly roster: string; readonly fingerprint?: string; readonly json?: boolean };

/** How many objects are named that are not valid. */
const mostNamed = 50;

export function addVerifyCommand(program: Command): void {
  const command = program
    .command('verify <file...>')
    .description(
      'tell whose objects and receipts in files are, and that nobody changed them: offline, with a roster file',
    )
    .requiredOption('--roster <file>', 'the coalition’s roster, as entente roster export writes it')
    .option('--fingerprint <digits>', 'what the roster’s fingerprint must be');
  withExamples(
    withJson(command),
    'entente verify signed.json --roster coalition.roster --fingerprint "09385 12744 …"',
    'entente verify objects.json proofs.json --roster coalition.roster',
    'entente verify receipts.json --roster coalition.roster',
  ).action(async (files: string[], { roster: rosterFile, fingerprint, json }: VerifyOptions) => {
    const [{ openRosterFile }, { verifyFiles }] = await Promise.all([
      import('../roster/roster-file.ts'),
      import('../roster/verify-files.ts'),
    ]);
    const roster = await openRosterFile(rosterFile);
    const digits = (text: string): string => text.replace(/\D/g, '');
    if (fingerprint !== undefined && digits(fingerprint) !== digits(roster.fingerprint)) {
      throw new Failure(
        `the fingerprint of ${rosterFile} is ${roster.fingerprint}`,
        'Do not trust it: ask where it came from.',
      );
    }
    const nameOf = new Map(roster.document.members.map(({ identity, name }) => [identity, name]));
    const counts = { valid: 0, unsigned: 0, refused: 0 };
    const signers = new Map<string, number>();
    const objects = [];
    for await (const each of verifyFiles(files, roster.keys, new Date().toISOString())) {
      counts[each.state] += 1;
      const name = nameOf.get(each.signer ?? '') ?? each.signer;
      if (name !== undefined) signers.set(name, (signers.get(name) ?? 0) + 1);
      if (json) objects.push(each);
      else if (each.says !== undefined && counts.valid <= mostNamed) printLine(`${name} ${each.says}.`);
      else if (each.state !== 'valid' && counts.unsigned + counts.refused <= mostNamed) {
        printLine(`${each.state}: ${each.id}${each.message === undefined ? '' : `: ${each.message}`}`);
      }
    }
    const { version, coalition } = roster.document;
    const isNothing = counts.valid + counts.unsigned + counts.refused === 0;
    const isSound = counts.unsigned + counts.refused === 0 && counts.valid > 0;
    if (!isSound) process.exitCode = exitCode.refused;
    if (json) {
      const used = { coalition: coalition.name, version, fingerprint: roster.fingerprint, expired: roster.isExpired };
      printJson({ sound: isSound, ...counts, roster: used, objects });
      return;
    }
    for (const [name, count] of signers) printLine(`${count} signed by ${name}`);
    printLine(`${counts.valid} valid, ${counts.unsigned} unsigned, ${counts.refused} refused.`);
    if (isNothing) printNote('Proofs alone prove nothing: name the file with the objects, too.');
    printNote(`By version ${version} of the roster of ${coalition.name}, fingerprint ${roster.fingerprint}`);
    if (roster.isExpired)
      printNote(`That roster expired on ${roster.document.expires}: keys may have been revoked since.`);
  });
}

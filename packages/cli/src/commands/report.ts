import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { AddedReports, NewReport, TlpLevel } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { exitCode } from '../failure.ts';
import { type ConnectionOptions, parseList, parseTlp, withConnection, withExamples } from './options.ts';

export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

type AddOptions = ConnectionOptions & {
  readonly member: string;
  readonly collection: string;
  readonly tlp: TlpLevel;
  readonly releasableTo?: string[];
  readonly reliability?: Reliability;
  readonly releaseOriginal?: boolean;
};

export function addReportCommand(program: Command): void {
  const report = program.command('report').description('texts that come in');
  const add = report
    .command('add <file...>')
    .description('bring in plain text, Markdown, HTML, PDF, DOCX, mail or feeds; "-" is a text from stdin')
    .requiredOption('--member <name>', 'the member that brings it in')
    .requiredOption('--collection <name>', 'alias or id of the collection it goes to')
    .requiredOption('--tlp <level>', 'its TLP level', parseTlp)
    .option(
      '--releasable-to <list>',
      'members, units or groups, separated by commas, that alone may have it',
      parseList,
    )
    .addOption(new Option('--reliability <letter>', 'of the source, on the Admiralty scale').choices(reliabilities))
    .option('--release-original', 'the file itself goes to the same readers; otherwise it stays with the member');
  withExamples(
    withConnection(add),
    'entente report add article.html --member France --collection press --tlp green --data ./data',
    'entente report add *.pdf --member NATO --collection press --tlp amber --releasable-to France,Iraq --reliability B',
  ).action(async (files: readonly string[], options: AddOptions) => {
    const [{ connect }, { showProgress }, { printJson, printLine, printNote }] = await Promise.all([
      import('../connection/connect.ts'),
      import('../terminal/progress.ts'),
      import('../terminal/print.ts'),
    ]);
    const { member, collection, tlp, releasableTo = [], reliability, releaseOriginal = false, json = false } = options;
    // A missing file is found before the first is brought in.
    const sources = await Promise.all(files.map(sourceOf));
    const added: AddedReports['reports'] = [];
    let refused = 0;
    {
      await using connection = await connect(options);
      using progress = showProgress('Bringing in', sizeOf(sources), json);
      for (const [place, source] of sources.entries()) {
        try {
          const { reports } = await connection.addReport(member, {
            collection,
            terms: { tlp, releasableTo, notReleasableTo: [] },
            source,
            releaseOriginal,
            ...(reliability === undefined ? {} : { facts: { reliability } }),
          });
          added.push(...reports);
        } catch (error) {
          // One file that cannot be read must not keep the others out.
          if (files.length === 1) throw error;
          refused += 1;
          printNote(`${files[place]}: ${error instanceof Error ? error.message : String(error)}`);
        }
        progress.advance(sizeOf([source]));
      }
    }
    if (json) printJson({ reports: added });
    for (const { id, approval, title, notes } of json ? [] : added) {
      printLine(`${id ?? `waits for approval ${approval}`}  ${title}`);
      for (const note of notes) printLine(`  ${note}`);
    }
    if (refused > 0) process.exitCode = exitCode.refused;
  });
}

async function sourceOf(file: string): Promise<NewReport['source']> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  return { file: { ...(file === '-' ? {} : { name: basename(file) }), base64: bytes.toString('base64') } };
}

/** In bytes, nearly. */
function sizeOf(sources: readonly NewReport['source'][]): number {
  return sources.reduce((sum, { file }) => sum + (file?.base64.length ?? 0) * 0.75, 0);
}

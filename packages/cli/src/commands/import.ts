import type { Duty, ImportSummary, TlpLevel } from '@entente/server/api-types';
import type { Command } from 'commander';
import { exitCode } from '../failure.ts';
import { type ConnectionOptions, parseDuties, parseList, parseTlp, withConnection, withExamples } from './options.ts';

type ImportOptions = ConnectionOptions & {
  readonly member: string;
  readonly collection: string;
  readonly tlp?: TlpLevel;
  readonly releasableTo?: string[];
  readonly handling?: Duty[];
};

export function addImportCommand(program: Command): void {
  const command = program
    .command('import <file...>')
    .description('bring in STIX 2.1 or 2.0, NDJSON or MISP events, each also as gzip; "-" is stdin')
    .requiredOption('--member <name>', 'the member that brings it in')
    .requiredOption('--collection <name>', 'alias or id of the collection it goes to')
    .option('--tlp <level>', 'a TLP level that holds beside the markings of the objects', parseTlp)
    .option('--releasable-to <list>', 'members or groups, separated by commas, that alone may have it', parseList)
    .option('--handling <list>', 'duties: no-onward-release, not-for-court, nodes-only', parseDuties);
  withExamples(
    withConnection(command),
    'entente import enterprise-attack.json --member US --collection attack --data ./data',
    'entente import *.misp.json.gz --member France --collection indicators --tlp green --data ./data',
    'zcat feed.ndjson.gz | entente import - --member NATO --collection feeds --releasable-to France,Iraq --data ./data',
  ).action(async (files: readonly string[], options: ImportOptions) => {
    const [{ connect }, { importFiles }, { printImport }] = await Promise.all([
      import('../connection/connect.ts'),
      import('../import-files.ts'),
      import('../terminal/print-import.ts'),
    ]);
    let summary: ImportSummary;
    {
      await using connection = await connect(options);
      summary = await importFiles(connection, files, options, options.json ?? false);
    }
    printImport(summary, options.json ?? false);
    if (summary.refused > 0) process.exitCode = exitCode.refused;
  });
}

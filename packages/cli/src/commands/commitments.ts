import { readFile, writeFile } from 'node:fs/promises';
import type { CommitmentPage, LedgerImport, Totals, WhatIf } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { createApiClient } from '../connection/api-client.ts';
import { usageFailure } from '../failure.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseDay, withConnection, withExamples } from './options.ts';

type Server = ConnectionOptions & { readonly as?: string };
type Filters = Server & Readonly<Partial<Record<(typeof filterNames)[number], string>>>;

const filterNames = ['valid', 'known', 'member', 'kind', 'place', 'region', 'line', 'stage'] as const;
const dimensions = ['all', 'kind', 'place', 'region', 'member', 'line', 'stage'];

/** The ledger of commitments, over a running node: what a token's member may see of it. */
export function addCommitmentsCommand(program: Command): void {
  const commitments = program.command('commitments').description('who promised what, and what became of it');

  withExamples(
    filtered(server(commitments.command('list').description('commitments as of a day'))),
    'entente commitments list --member "United States" --valid 2019-02-06 --url https://node.example',
  ).action(async (options: Filters) => {
    const page = await ask<CommitmentPage>(options, 'list', query(options, { limit: '500' }));
    if (options.json) return printJson(page);
    printTable(
      ['Commitment', 'Member', 'Kind', 'Place', 'State', 'Promised', 'Delivered', 'Id'],
      page.commitments.map(({ name, by, kind, place = '', stage, figures, id }) => [
        name,
        by.name,
        kind,
        place,
        stage,
        figures.promised?.words ?? '',
        figures.delivered?.words ?? '',
        id,
      ]),
    );
    printLine(`${page.commitments.length} of ${page.total}, as of ${page.asOf.valid}.`);
  });

  withExamples(
    filtered(server(commitments.command('total').description('totals, with the rows that they come from'))),
    'entente commitments total --by member --rows --url https://node.example',
    'entente commitments total --currency USD --rate EUR/USD:1.13@2019-02-01 --url https://node.example',
  )
    .addOption(new Option('--by <dimension>', 'what each total is of').choices(dimensions).default('all'))
    .option('--currency <code>', 'tell money in this currency, by the rates given')
    .option('--rate <rates>', 'like EUR/USD:1.13@2019-02-01, comma-separated')
    .option('--rows', 'show the rows behind each total')
    .action(async (options: Filters & { by: string; currency?: string; rate?: string; rows?: boolean }) => {
      const { by, currency, rate } = options;
      const more = {
        by,
        rows: options.rows ? '5000' : '0',
        ...(currency ? { currency } : {}),
        ...(rate ? { rate } : {}),
      };
      const totals = await ask<Totals>(options, 'totals', query(options, more));
      if (options.json) return printJson(totals);
      printTable(
        ['Total', 'Of', 'Figure', 'Rows'],
        totals.lines.flatMap(({ column, label, sum, counted, rows }) => [
          [column, label, sum.words, String(counted)],
          ...rows.map(({ name, value, notCounted }) => [
            '',
            `  ${name}`,
            value.words,
            notCounted === undefined ? '' : `not counted: ${notCounted.because} ${notCounted.name}`,
          ]),
        ]),
      );
    });

  withExamples(
    server(
      commitments.command('import <file>').description('bring in CSV or XLSX: a preview, unless --record is given'),
    ),
    'entente commitments import pledges.xlsx --collection Situation --tlp green --url https://node.example',
    'entente commitments import pledges.csv --collection Situation --tlp green --record --url https://node.example',
  )
    .option('--collection <collection>', 'where to')
    .option('--tlp <level>', 'clear, green, amber, amber+strict or red')
    .option('--to <names>', 'members, units or groups, comma-separated')
    .option('--mapping <json>', 'our columns to numbers of the file’s, from 0')
    .option('--record', 'record what is good')
    .action(
      async (
        file: string,
        options: Server & Record<'collection' | 'tlp' | 'to' | 'mapping', string> & { record?: boolean },
      ) => {
        const { collection, tlp, to, mapping, record } = options;
        const given = { collection, tlp, releasableTo: to, mapping, record: record ? 'true' : undefined };
        const asked = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
        const response = await client(options).request(`/commitments/import?${new URLSearchParams(asked)}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/octet-stream' },
          body: new Uint8Array(await readFile(file)),
        });
        const answer = (await response.json()) as LedgerImport;
        if (options.json) return printJson(answer);
        const { counts, rows, recorded } = answer;
        printLine(
          `${recorded ? 'Recorded' : 'Preview'}: ${counts.new} new, ${counts.event} events of known ones, ${counts.unchanged} unchanged, ${counts.refused} refused.`,
        );
        for (const { row, reasons } of rows.filter(({ state }) => state === 'refused')) {
          printNote(`row ${row}: ${reasons.join('; ')}`);
        }
      },
    );

  withExamples(
    filtered(server(commitments.command('export <file>').description('take out CSV, XLSX, STIX or a page to print'))),
    'entente commitments export ledger.xlsx --format xlsx --url https://node.example',
  )
    .addOption(new Option('--format <format>', 'what to write').choices(['csv', 'xlsx', 'stix', 'html']).default('csv'))
    .action(async (file: string, options: Filters & { format: string }) => {
      const path = `/commitments/export?${query(options, { format: options.format })}`;
      const response = await client(options).request(path, {});
      await writeFile(file, new Uint8Array(await response.arrayBuffer()));
      if (options.json) printJson({ file });
      else printLine(`Written to ${file}.`);
    });

  withExamples(
    filtered(server(commitments.command('what-if').description('what goes, what remains and what hangs on it'))),
    'entente commitments what-if --member "United States" --place Syria --url https://node.example',
  ).action(async (options: Filters) => {
    const answer = await ask<WhatIf>(options, 'whatIf', query(options, {}));
    if (options.json) return printJson(answer);
    printTable(
      ['Of', 'Before', 'Goes', 'Remains', 'Share'],
      answer.losses.all.map(({ column, before, goes, remains, shareWords }) => [
        column,
        before.words,
        goes.words,
        remains.words,
        shareWords,
      ]),
    );
    for (const { commitment, by, value } of answer.covers)
      printLine(`has the same: ${by}, ${commitment.name}, ${value.words}`);
    for (const { commitment, on, share } of answer.dependents) {
      printLine(`hangs on it: ${commitment.name} (${share ? 'a share of' : 'on'} ${on.name})`);
    }
    for (const { name } of [...answer.conditions, ...answer.expectations]) printLine(`hangs on it: ${name}`);
  });
}

function server(command: Command): Command {
  return withConnection(command).option('--as <member>', 'as whom, with --data: absent, the member that made the node');
}

function filtered(command: Command): Command {
  return command
    .option('--valid <day>', 'as of this day; absent: today', parseDay)
    .option('--known <day>', 'only from what was known by the end of that day, or by a moment (2019-02-06T12:00:00Z)')
    .option('--member <names>', 'of these members only; comma-separated, as all that follow')
    .option('--kind <kinds>', 'forces, funding, training …')
    .option('--place <places>', 'where it is to be')
    .option('--region <regions>', 'in which region')
    .option('--line <lines>', 'for which lines of effort')
    .option('--stage <stages>', 'pledged, deployed, withdrawn …');
}

const paths = { list: '/commitments', totals: '/commitments/totals', whatIf: '/what-if' };

/** Asks a data folder or a running server the same question. */
async function ask<Answer>(options: Server, question: keyof typeof paths, asked: URLSearchParams): Promise<Answer> {
  if (options.data === undefined) return client(options).get<Answer>(`${paths[question]}?${asked}`);
  const [{ askLedgerInText }, { openCore }] = await Promise.all([
    import('@entente/server'),
    import('../connection/open-core.ts'),
  ]);
  await using open = openCore(options.data);
  const { core } = open;
  const member = options.as === undefined ? core.members.all()[0] : core.members.find(options.as);
  if (member === undefined)
    throw usageFailure(`there is no member named ${options.as}`, 'entente member list shows them.');
  return askLedgerInText(core.ledger, core.localViewer(member.member))[question](Object.fromEntries(asked)) as Answer;
}

/** Files go in and out through a running server. */
function client({ url, token }: Server) {
  if (url === undefined || token === undefined) {
    throw usageFailure('it is not said which server is meant', 'Give --url URL and --token TOKEN of a running server.');
  }
  return createApiClient(url, token);
}

function query(options: Filters, more: Readonly<Record<string, string>>): URLSearchParams {
  const given = filterNames.flatMap((name): [string, string][] => {
    const value = options[name];
    return value === undefined ? [] : [[name, value]];
  });
  return new URLSearchParams([...given, ...Object.entries(more)]);
}

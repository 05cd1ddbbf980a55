import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EntryQuery } from '../audit/audit-source.ts';
import { exitCode } from '../failure.ts';
import { countOf } from '../terminal/count-of.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { sizeText } from '../terminal/size-text.ts';
import { type ConnectionOptions, parseList, withConnection, withExamples, withJson } from './options.ts';

type Filter = ConnectionOptions & {
  readonly kind?: string[];
  readonly member?: string;
  readonly account?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
};

export function addAuditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('the log of what crossed a boundary: verify, checkpoint, entries, export, forget');
  addVerify(audit);
  addCheckpoint(audit);
  addEntries(audit);
  addExport(audit);
  addForget(audit);
}

function addVerify(audit: Command): void {
  const command = audit
    .command('verify')
    .description('check a log, and whether it goes on from checkpoints kept earlier; says where it breaks')
    .option('--checkpoint <file>', 'a checkpoint kept earlier; may be given several times', collect, [])
    .option('--entries', 'with --url: also the proof of every entry that the token may read')
    .option('--key <key>', 'with --url: the key that the log must have');
  withExamples(
    withConnection(command),
    'entente audit verify --data ./data --checkpoint france.checkpoint',
    'entente audit verify --url https://node.example --token $TOKEN --checkpoint france.checkpoint --entries',
  ).action(async (options: ConnectionOptions & { checkpoint: string[]; entries?: boolean; key?: string }) => {
    const [{ openAudit }, { readKept }] = await Promise.all([
      import('../audit/open-audit.ts'),
      import('../audit/kept-file.ts'),
    ]);
    using source = await openAudit(options);
    const { entries: hasEntries = false, key } = options;
    const report = await source.verify(options.checkpoint.map(readKept), { hasEntries, key });
    const isSound = report.findings.length === 0;
    if (!isSound) process.exitCode = exitCode.refused;
    if (options.json) {
      printJson({ sound: isSound, ...report });
      return;
    }
    for (const { message } of report.findings) printLine(`broken: ${message}`);
    const { epochs, entries, open } = report;
    const size = `${countOf(epochs, 'epoch')}, ${countOf(entries, 'entry', 'entries')} looked at${open > 0 ? `, ${open} of them not sealed yet` : ''}`;
    printLine(isSound ? `The log is sound: ${size}.` : `The log is not sound: ${size}.`);
    if (isSound && options.checkpoint.length > 0) printLine(`It goes on from ${options.checkpoint.join(', ')}.`);
  });
}

function addCheckpoint(audit: Command): void {
  const command = audit
    .command('checkpoint')
    .description('take the log’s signed checkpoint: who keeps it elsewhere can prove any later change')
    .option('-o, --output <file>', 'file to keep it in; one that is there must be of the same log, earlier');
  withExamples(
    withConnection(command),
    'entente audit checkpoint --data ./data',
    'entente audit checkpoint --url https://node.example --token $TOKEN -o france.checkpoint',
  ).action(async ({ output, ...options }: ConnectionOptions & { output?: string }) => {
    const { openAudit } = await import('../audit/open-audit.ts');
    using source = await openAudit(options);
    const { note, key, size } = await source.checkpoint();
    if (output === undefined) {
      if (options.json) printJson({ note, key, size });
      else process.stdout.write(note);
      return;
    }
    const { keepCheckpoint } = await import('../audit/keep-checkpoint.ts');
    await keepCheckpoint(source, output, { note, key, size });
    if (options.json) printJson({ file: output, key, size });
    else {
      printLine(`Kept the checkpoint of ${countOf(size, 'epoch')} in ${output}.`);
      printNote(`The log’s key is ${key}`);
    }
  });
}

function addEntries(audit: Command): void {
  const command = withFilter(audit.command('entries').description('list entries, newest first')).option(
    '--limit <n>',
    'how many at most',
    parseLimit,
    50,
  );
  withExamples(
    withConnection(command),
    'entente audit entries --data ./data --member Iraq --kind delivered,exported',
    'entente audit entries --data ./data --subject report--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3 --json',
  ).action(async ({ limit, ...options }: Filter & { limit: number }) => {
    const { openAudit } = await import('../audit/open-audit.ts');
    using source = await openAudit(options);
    const found = await source.entries(queryOf(options), limit);
    if (options.json) {
      printJson(found);
      return;
    }
    const { names } = found.legend;
    const named = (id: string | undefined): string => (id === undefined ? '' : (names[id] ?? id));
    printTable(
      ['Time', 'What', 'By', 'About', 'Entry'],
      found.entries.map(({ time, kind, actor, members = [], subjects = [], id }) => [
        time,
        kind,
        named(actor.account ?? actor.member) || actor.by,
        [...members, ...subjects.filter((each) => !each.includes(':'))].map(named).join(', '),
        id,
      ]),
    );
  });
}

function addExport(audit: Command): void {
  const command = withFilter(audit.command('export').description('write all entries to a file'))
    .addOption(new Option('--format <f>', 'CSV, or one JSON text a line').choices(['csv', 'ndjson']).default('csv'))
    .option('-o, --output <file>', 'file to write; without this option stdout');
  withExamples(
    withConnection(command),
    'entente audit export --data ./data -o audit.csv',
    'entente audit export --data ./data --format ndjson --since 2026-01-01T00:00:00Z',
  ).action(async ({ output, format, ...options }: Filter & { output?: string; format: 'csv' | 'ndjson' }) => {
    const [{ openAudit }, { entryLines }, { writeExport }] = await Promise.all([
      import('../audit/open-audit.ts'),
      import('../audit/entry-lines.ts'),
      import('../write-export.ts'),
    ]);
    using source = await openAudit(options);
    const bytes = await writeExport(entryLines(source.allEntries(queryOf(options)), format), output);
    if (output === undefined) return;
    if (options.json) printJson({ file: output, bytes });
    else printLine(`Wrote ${output} (${sizeText(bytes)}).`);
  });
}

function addForget(audit: Command): void {
  const command = audit
    .command('forget')
    .description('delete what old entries say; that they were there stays provable, and this is an entry itself')
    .requiredOption('--data <dir>', 'data folder of the node, while no server runs')
    .requiredOption('--until <time>', 'entries sealed by then', parseTime);
  withExamples(withJson(command), 'entente audit forget --data ./data --until 2024-01-01').action(
    async ({ data, until, json }: { data: string; until: string; json?: boolean }) => {
      const [{ openCore }, { firstMember }] = await Promise.all([
        import('../connection/open-core.ts'),
        import('../connection/data-viewers.ts'),
      ]);
      await using open = openCore(data);
      await open.core.audit.forget(open.core.localViewer(firstMember(open.core)), Date.parse(until));
      if (json) printJson({ forgotten: until });
      else printLine(`What entries sealed by ${until} said is deleted. The log stays verifiable.`);
    },
  );
}

function withFilter(command: Command): Command {
  return command
    .option('--kind <list>', 'kinds of entries, like released,delivered,opened', parseList)
    .option('--member <name>', 'what is about this member')
    .option('--account <email>', 'what is about this person')
    .option('--subject <id>', 'what is about this object, collection or group')
    .option('--since <time>', 'not before', parseTime)
    .option('--until <time>', 'before', parseTime);
}

function queryOf({ kind, member, account, subject, since, until }: Filter): EntryQuery {
  return { kinds: kind as EntryQuery['kinds'], member, account, subject, since, until };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > 500) throw new InvalidArgumentError('A number from 1 to 500.');
  return limit;
}

function parseTime(text: string): string {
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new InvalidArgumentError('A time is YYYY-MM-DD, or like 2027-01-01T00:00:00Z.');
  return new Date(moment).toISOString();
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { sizeText } from '../terminal/size-text.ts';
import { type ConnectionOptions, isDay, parseDay, withConnection, withExamples } from './options.ts';

type BriefOptions = ConnectionOptions & {
  readonly as?: string;
  readonly asOf?: string;
  readonly known?: string;
  readonly for?: string;
  readonly format: 'markdown' | 'pdf';
  readonly output?: string;
  readonly without?: Taken;
  readonly or?: Taken;
};
const subjects = ['claim', 'member', 'area', 'day', 'what-if'] as const;
const takes = ['member', 'place', 'line'] as const;
/** What a what-if takes away, by kind: names, comma-separated. */
type Taken = { readonly [kind in (typeof takes)[number]]?: string };

/** Reads "place=Syria", once or several times. */
function take(text: string, before: Taken = {}): Taken {
  const [kind, ...rest] = text.split('=');
  const [taken, name] = [takes.find((each) => each === kind?.trim()), rest.join('=').trim()];
  if (taken === undefined || name === '') {
    throw new InvalidArgumentError('Say member=NAME, place=NAME or line=NAME.');
  }
  return { ...before, [taken]: [before[taken], name].filter((each) => each !== undefined).join(',') };
}

export function addBriefCommand(program: Command): void {
  const command = program
    .command('brief')
    .description('write a brief, under the narrowest terms of what it contains')
    .argument('<about>', subjects.join(', '))
    .argument('[of]', 'id of the claim, name of the member or place, or the day; none for a what-if')
    .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
    .option('--as-of <day>', 'as of this day; without this option today', parseDay)
    .option('--known <day>', 'only from what was known by the end of that day', parseDay)
    .option('--for <audience>', 'made of what your member released to this member, unit or group')
    .option('--without <what>', 'what-if: member=NAME, place=NAME or line=NAME is taken away; may be repeated', take)
    .option('--or <what>', 'what-if: a second scenario beside the first; may be repeated', take)
    .addOption(new Option('--format <f>', 'what to write').choices(['markdown', 'pdf']).default('markdown'))
    .option('-o, --output <file>', 'file to write; without this option stdout');
  withExamples(
    withConnection(command),
    'entente brief member France --data ./data',
    'entente brief day 2019-02-06 --as NATO --format pdf -o morning.pdf --data ./data',
    'entente brief what-if --without member="United States" --or place=Syria --data ./data',
  ).action(
    async (
      about: string,
      of: string | undefined,
      { output, for: audience, without, or: instead, ...options }: BriefOptions,
    ) => {
      const [{ connect }, { writeExport }, { usageFailure }] = await Promise.all([
        import('../connection/connect.ts'),
        import('../write-export.ts'),
        import('../failure.ts'),
      ]);
      const subject = subjects.find((each) => each === about);
      if (subject === undefined)
        throw usageFailure(`a brief is about a ${subjects.join(', ')}`, `Not about a ${about}.`);
      if ((subject === 'what-if') !== (without !== undefined) || (subject === 'what-if' && of !== undefined)) {
        throw usageFailure('a what-if names what is taken away', 'Give: brief what-if --without member=NAME.');
      }
      if (subject === 'day' && of !== undefined && !isDay(of)) {
        throw usageFailure(`${of} is no day`, 'A day is written like 2019-02-06.');
      }
      await using connection = await connect(options);
      const { as, known, format } = options;
      const when = subject === 'day' ? { asOf: of ?? options.asOf } : { of, asOf: options.asOf };
      const brief = connection.brief({
        as,
        about: subject,
        known,
        audience,
        format,
        ...when,
        ...without,
        ...second(instead),
      });
      const written = await writeExport(brief, output);
      if (output === undefined) return;
      const { printJson, printLine } = await import('../terminal/print.ts');
      if (options.json) printJson({ file: output, bytes: written });
      else printLine(`Wrote ${output} (${sizeText(written)}).`);
    },
  );
}

/** The second scenario, as the API names its parts. */
function second(taken: Taken = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(taken).map(([kind, names]) => [`${kind}2`, names]));
}

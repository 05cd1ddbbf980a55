import { readFile } from 'node:fs/promises';
import type { AudienceRef, Duty, GivenPart, Preview, TlpLevel } from '@entente/server/api-types';
import { type Command, InvalidArgumentError } from 'commander';
import { connect } from '../connection/connect.ts';
import { usageFailure } from '../failure.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { type ConnectionOptions, parseDuties, parseList, parseTlp, withConnection, withExamples } from './options.ts';

type PreviewOptions = ConnectionOptions & {
  readonly member: string;
  readonly collection: string;
  readonly tlp: TlpLevel;
  readonly releasableTo?: string[];
  readonly notReleasableTo?: string[];
  readonly handling?: Duty[];
  readonly part: readonly GivenPart[];
};

export function addPreviewCommand(program: Command): void {
  const command = program
    .command('preview <file>')
    .description(
      'say what each partner would get of one object, before it is published; with an id it is a new version of that object, without one it is new; "-" is stdin',
    )
    .requiredOption('--member <name>', 'the member that would publish it')
    .requiredOption('--collection <name>', 'alias or id of the collection it would go to')
    .requiredOption('--tlp <level>', 'the TLP level of the object', parseTlp)
    .option(
      '--releasable-to <list>',
      'members, units or groups, separated by commas, that alone may have it',
      parseList,
    )
    .option('--not-releasable-to <list>', 'those that may not', parseList)
    .option('--handling <list>', 'duties: no-onward-release, not-for-court, nodes-only', parseDuties)
    .option('--part <selector=terms>', 'a part with terms of its own: level[:names]; may be repeated', parsePart, []);
  withExamples(
    withConnection(command),
    'entente preview report.json --member France --collection shared --tlp green --data ./data',
    'entente preview report.json --member France --collection shared --tlp green --part description=amber:Iraq,NATO --data ./data',
  ).action(async (file: string, options: PreviewOptions) => {
    const { member, collection, tlp, releasableTo = [], notReleasableTo = [], handling = [], part } = options;
    const object = parseObject(file, file === '-' ? await readStdin() : await readFile(file, 'utf8'));
    await using connection = await connect(options);
    const preview = await connection.preview(member, {
      collection,
      terms: { tlp, releasableTo, notReleasableTo },
      handling: {
        noOnwardRelease: handling.includes('no-onward-release'),
        notForCourt: handling.includes('not-for-court'),
        nodesOnly: handling.includes('nodes-only'),
      },
      ...(part.length === 0 ? {} : { parts: [...part] }),
      object,
    });
    if (options.json) printJson(preview);
    else printPreview(preview);
  });
}

function printPreview({ renditions, members, nothing, warnings, nodes, plainClients, changes }: Preview): void {
  printLine(`${members.reached} of ${members.total} members would get it; nothing was published.`);
  for (const { audience, withheld } of renditions) {
    printLine(`\n${withheld.length === 0 ? 'All of it' : `Without ${withheld.join(', ')}`}: ${named(audience)}`);
  }
  for (const { text, audience } of nothing) printLine(`\nNothing: ${named(audience)}\n  ${text}`);
  for (const { text } of warnings) printLine(`\nWarning: ${text}`);
  printNodes(nodes);
  if (plainClients.length > 0) {
    printLine(`\nPlain TAXII clients, unlabelled and beyond recall: ${named(plainClients)}`);
  }
  if (changes === undefined) return;
  printLine(`\nAgainst the version before: ${changes.properties.join(', ') || 'no property'} changed.`);
  for (const [verb, who] of [
    ['Gain', changes.gain],
    ['Lose', changes.lose],
    ['Keep the version before', changes.keepOlder],
  ] as const) {
    if (who.length > 0) printLine(`  ${verb}: ${named(who)}`);
  }
}

function printNodes(nodes: Preview['nodes']): void {
  printLine('\nIt would lie on:');
  for (const { name, operator, here, holdsFor, operatorInAudience, refused } of nodes) {
    const said = [`operated by ${operator.name}`, ...(here ? ['this one'] : [])].join(', ');
    const outside = operatorInAudience ? '' : '; the operator is not in the audience and can read what is stored there';
    printLine(`  ${name} (${said}): ${named(holdsFor) || 'nothing'}${holdsFor.length > 0 ? outside : ''}`);
    for (const { text, audience } of refused) printLine(`    not for ${named(audience)}: ${text}`);
  }
}

function named(audience: readonly AudienceRef[]): string {
  return audience.map(({ name }) => name).join(', ');
}

function parseObject(file: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw usageFailure(`${file} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (isObject(value) && 'type' in value && value.type !== 'bundle') return value;
  throw usageFailure(`${file} is not one STIX object`, 'Give one object: its type and properties, in braces.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `description=amber:Iraq,NATO` */
function parsePart(text: string, before: readonly GivenPart[]): GivenPart[] {
  const [selector = '', given] = text.split(/=(.*)/s);
  if (selector === '' || given === undefined) throw new InvalidArgumentError('Write selector=level[:names].');
  const [level = '', names = ''] = given.split(/:(.*)/s);
  const terms = { tlp: parseTlp(level), releasableTo: parseList(names), notReleasableTo: [] };
  return [...before, { selectors: [selector], terms }];
}

async function readStdin(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString();
}

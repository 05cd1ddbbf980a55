import type { Duty, TlpLevel } from '@entente/server/api-types';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** Where a command works: on a data folder while no server runs, or through a running server. */
export type ConnectionOptions = {
  readonly data?: string;
  readonly url?: string;
  readonly token?: string;
  readonly json?: boolean;
};

/** Adds `--data`, `--url`, `--token` and `--json`. */
export function withConnection(command: Command): Command {
  return withJson(
    command
      .option('--data <dir>', 'data folder of the node, while no server runs on it')
      .addOption(new Option('--url <url>', 'a running server, like http://127.0.0.1:4000').env('ENTENTE_URL'))
      .addOption(new Option('--token <token>', 'API token for that server').env('ENTENTE_TOKEN')),
  );
}

export function withJson(command: Command): Command {
  return command.option('--json', 'answer in JSON, for scripts');
}

/** Examples under the help of a command. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map((each) => `  $ ${each}`).join('\n')}`);
}

/** `A,B` as a list. */
export function parseList(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** `all`, or a list. */
export function parseAccess(text: string): 'all' | string[] {
  return text.trim().toLowerCase() === 'all' ? 'all' : parseList(text);
}

// The server is not loaded for a list of words.
const duties: readonly Duty[] = ['no-onward-release', 'not-for-court', 'nodes-only'];

/** Duties as `nodes-only,not-for-court`. */
export function parseDuties(text: string): Duty[] {
  return parseList(text).map((each) => {
    const duty = duties.find((known) => known === each);
    if (duty === undefined) throw new InvalidArgumentError(`The duties are ${duties.join(', ')}.`);
    return duty;
  });
}

const tlpLevels: readonly TlpLevel[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** A TLP level as people write it: `green`, `TLP:GREEN`. */
export function parseTlp(text: string): TlpLevel {
  const name = text.trim().toLowerCase().replace(/^tlp:/, '');
  const level = tlpLevels.find((each) => each === (name === 'white' ? 'clear' : name));
  if (level === undefined) throw new InvalidArgumentError(`The levels are ${tlpLevels.join(', ')}.`);
  return level;
}

/** Whether the text is a day of the calendar, like `2019-02-06`; `2019-02-31` is none. */
export function isDay(text: string): boolean {
  const moment = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

export function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('A day is written like 2019-02-06.');
  return text;
}

/** A name that something is to have. */
export function parseName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

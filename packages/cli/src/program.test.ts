import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from './program.ts';

const documented = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

/** The commands that do something, each as it is typed behind `entente`. */
function typed(command: Command, before: string[] = []): { words: string[]; command: Command }[] {
  const own = command.commands.filter((each) => each.name() !== 'help');
  if (own.length === 0) return [{ words: before, command }];
  return own.flatMap((each) => typed(each, [...before, each.name()]));
}
const commands = typed(createProgram());

test('every command stands in docs/cli.md, in a line of its noun', () => {
  const missing = commands.filter(({ words: [noun, verb = ''] }) => {
    const lines = documented.split('\n').filter((line) => new RegExp(`(entente|^##|\`).*\\b${noun}\\b`).test(line));
    return !lines.some((line) => new RegExp(`(^|[^\\w-])${verb}($|[^\\w-])`).test(line));
  });
  assert.deepEqual(
    missing.map(({ words }) => words.join(' ')),
    [],
  );
});

test('docs/cli.md names no option that no command has', () => {
  const known = new Set(commands.flatMap(({ command }) => command.options.map(({ long }) => long)));
  const named = new Set([...documented.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option));
  assert.deepEqual(
    [...named].filter((option) => !known.has(option) && option !== '--help'),
    [],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from '../src/program.ts';
import { entente, temporaryFolder } from './entente.ts';

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

test('every command says what it does, with examples that name it and options that it has', () => {
  const commands = leaves(createProgram());
  assert.ok(commands.length >= 20);
  for (const command of commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    const path = [command.parent?.name() === 'entente' ? '' : command.parent?.name(), command.name()].join(' ').trim();
    const examples = help.slice(help.indexOf('Examples:'));
    assert.notEqual(command.description(), '', path);
    assert.ok(examples.includes(`entente ${path}`), `${path} has an example`);
    // A second line may show what is done next with another command.
    const own = examples.split('\n').filter((line) => line.includes(`entente ${path}`) || !line.includes('entente '));
    const known = new Set([...command.options.flatMap(({ long }) => long ?? []), '--help']);
    for (const [option] of own.join('\n').matchAll(/(?<=\s)--[a-z-]+/g)) {
      assert.ok(known.has(option), `${path} ${option}`);
    }
  }
});

test('wrong calls end with 2 and say what is missing', async () => {
  for (const [args, message] of [
    [['nonsense'], /unknown command/],
    [['member', 'add'], /missing required argument/],
    [['member', 'list'], /--data DIR/],
    [['member', 'list', '--url', 'http://127.0.0.1:9'], /needs a token/],
    [['member', 'list', '--url', 'node.example:4000', '--token', 'x'], /is no address.*\n.*begins with https:/],
    [['collection', 'add', 'X', '--unmarked', 'purple'], /clear, green, amber/],
    [['serve', '--data', 'x', '--port', '99999'], /0 to 65535/],
    [
      ['init', '--data', 'x', '--coalition', '', '--member', 'M', '--admin', 'a@m.example'],
      /--coalition.*not be empty/,
    ],
    [['positions', '--as-of', 'yesterday', '--data', 'x'], /--as-of.*like 2019-02-06/],
    [['commitments', 'list', '--valid', '2019-02-31', '--data', 'x'], /--valid.*like 2019-02-06/],
    [['commitments', 'total', '--by', 'colour', '--data', 'x'], /--by.*kind, place, region/],
    [['brief', 'day', 'tomorrow', '--data', 'x'], /tomorrow is no day/],
  ] as const) {
    const { code, stdout, stderr } = await entente(args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, message);
  }
});

test('what is refused is named as it was typed', async () => {
  using folder = temporaryFolder();
  const data = `${folder.path}/data`;
  const made = ['--data', data, '--coalition', 'C', '--member', 'M', '--password-stdin'];
  const words = { input: 'correct horse battery staple' };
  const init = await entente(['init', ...made, '--admin', 'm.example'], words);
  assert.match(init.stderr, /--admin: must be an e-mail address/);
  assert.equal((await entente(['init', ...made, '--admin', 'a@m.example'], words)).code, 0);
  const known = await entente(['commitments', 'list', '--data', data, '--known', 'lately']);
  assert.match(known.stderr, /^entente: --known: must be a day or a moment, like 2019-02-06 [^{]*$/);
});

test('a mistyped folder is named and not made', async () => {
  using folder = temporaryFolder();
  const data = `${folder.path}/nothing`;
  for (const args of [['serve'], ['member', 'list'], ['backup']]) {
    const { code, stderr } = await entente([...args, '--data', data]);
    assert.equal(code, 1);
    assert.match(stderr, /nothing holds no coalition\n.*entente init/);
  }
  assert.equal((await entente(['doctor', '--data', data])).code, 1);
});

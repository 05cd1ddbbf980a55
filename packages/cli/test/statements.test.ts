import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, temporaryFolder } from './entente.ts';

const text = 'The minister was in Baghdad. “We will stay,” said Anna Berg, the envoy.\n';

type Spans = readonly (readonly [number, number])[];
type Found = { file?: string; statements: { source: Spans; cue: Spans; content: Spans }[] };

test('statements of one text, of several and of stdin, with places in the text', async () => {
  using folder = temporaryFolder();
  const files = ['a.txt', 'b.txt'].map((name) => join(folder.path, name));
  for (const file of files) writeFileSync(file, text);
  const [file = ''] = files;
  const one = await entente(['statements', file, '--json']);
  assert.equal(one.code, 0, one.stderr);
  const { statements } = JSON.parse(one.stdout) as Found;
  const [statement] = statements;
  assert.ok(statement, 'the statement is found');
  const [start, end] = statement.content[0] ?? [0, 0];
  assert.ok(text.slice(start, end).includes('We will stay'));
  const several = await entente(['statements', ...files, '--json']);
  const lines = several.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found);
  assert.deepEqual(
    lines.map((line) => line.file),
    files,
  );
  assert.deepEqual(lines[1]?.statements, statements);
  const piped = await entente(['statements', '-', '--json'], { input: text });
  assert.equal(piped.stdout, one.stdout);
  const readable = await entente(['statements', file]);
  assert.match(readable.stdout, /We will stay/);
});

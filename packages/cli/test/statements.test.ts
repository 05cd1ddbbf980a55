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

test('odd texts: every offset counts UTF-16 units of the text as it stands in the file', async () => {
  using folder = temporaryFolder();
  const said = '“We will stay,” said Anna Berg, the envoy.';
  const odd: Readonly<Record<string, string>> = {
    'empty.txt': '',
    'crlf.txt': `Headline\r\n\r\nThe talks went on.\r\n\r\n${said}\r\n`,
    'emoji.txt': `🕊️🇫🇷 peace talks\n\n${said}`,
    'marked.txt': `\ufeff${said}`,
    'silent.txt': 'The bridge is 300 metres long.\n',
    'long.txt': `${'The talks went on in the old town hall. '.repeat(5000)}\n\n${said}\n`,
  };
  const paths = Object.keys(odd).map((name) => join(folder.path, name));
  for (const path of paths) writeFileSync(path, odd[path.slice(folder.path.length + 1)] ?? '');
  const { code, stdout } = await entente(['statements', ...paths, '--json']);
  assert.equal(code, 0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found);
  for (const [place, { file, statements }] of lines.entries()) {
    const text = Object.values(odd)[place] ?? '';
    assert.equal(file, paths[place]);
    const quotes = statements.map(({ content }) => content.map(([start, end]) => text.slice(start, end)).join(''));
    const isSaid = text.includes(said);
    assert.equal(
      quotes.some((quote) => quote.includes('We will stay')),
      isSaid,
      file,
    );
    if (!isSaid) assert.deepEqual(quotes, [], file);
  }
  const marked = join(folder.path, 'marked.txt');
  const [fromFile, fromStdin] = await Promise.all([
    entente(['statements', marked, '--json']),
    entente(['statements', '-', '--json'], { input: odd['marked.txt'] ?? '' }),
  ]);
  assert.equal(fromStdin.stdout, fromFile.stdout);
});

test('a file that is missing or no text is named, and the others are answered', async () => {
  using folder = temporaryFolder();
  const [good = '', image = '', utf16 = '', gone = ''] = ['a.txt', 'b.png', 'c.txt', 'd.txt'].map((name) =>
    join(folder.path, name),
  );
  writeFileSync(good, text);
  writeFileSync(image, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]));
  writeFileSync(utf16, Buffer.from(`\ufeff${text}`, 'utf16le'));
  const { code, stdout, stderr } = await entente(['statements', gone, image, good, utf16, folder.path, '--json']);
  assert.equal(code, 1);
  assert.match(stderr, /d\.txt is not there.*b\.png is not a text.*folder/is);
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found);
  assert.deepEqual(
    found.map(({ file, statements }) => [file, statements.length]),
    [
      [good, 1],
      [utf16, 1],
    ],
  );
});

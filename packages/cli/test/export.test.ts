import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, indicators, newCoalition, startServer, temporaryFolder } from './entente.ts';

type Bundle = { type: string; id: string; objects?: { id: string }[] };

test('export, search and show give a member what it may see and nothing else', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const [forAll, hidden] = indicators(2).map((each) => JSON.stringify(each)) as [string, string];
  const hiddenId = (JSON.parse(hidden) as { id: string }).id;
  const files = { all: join(folder.path, 'all.json'), hidden: join(folder.path, 'hidden.json') };
  // Odd spacing and an unknown property: what comes out must be the text that went in.
  const odd = forAll.replace('{', '{ "x_note" : 1.50 , ');
  writeFileSync(files.all, odd);
  writeFileSync(files.hidden, hidden);
  const into = ['--member', 'France', '--collection', 'shared', '--data', data];
  assert.equal((await entente(['import', files.all, ...into])).code, 0);
  // AMBER for France alone: nobody else may have it.
  const narrow = await entente(['import', files.hidden, ...into, '--tlp', 'amber', '--releasable-to', 'France']);
  assert.equal(narrow.code, 0, narrow.stderr);

  await t.test('export: the exact text, for each its own', async () => {
    const france = await entente(['export', '--as', 'France', '--data', data]);
    assert.ok(france.stdout.includes(odd) && france.stdout.includes(hidden));
    const iraq = await entente(['export', '--as', 'Iraq', '--collection', 'shared', '--data', data]);
    assert.ok(iraq.stdout.includes(odd));
    assert.ok(!iraq.stdout.includes(hiddenId));
    const { type, id, objects } = JSON.parse(iraq.stdout) as Bundle;
    assert.equal(type, 'bundle');
    assert.match(id, /^bundle--/);
    assert.equal(objects?.length, 1);
  });

  await t.test('export as CSV to a file, and through a server', async () => {
    const file = join(folder.path, 'out.csv');
    const written = await entente(['export', '--as', 'Iraq', '--format', 'csv', '-o', file, '--data', data]);
    assert.equal(written.code, 0, written.stderr);
    const [header, ...lines] = readFileSync(file, 'utf8').trim().split('\r\n');
    assert.match(header ?? '', /^id,name,pattern/);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /host-0\.example/);
    assert.ok(!existsSync(`${file}.part`));
    await using server = await startServer(['serve', '--data', data]);
    const there = await entente(['export', '--url', server.url, '--token', tokens.iraq]);
    assert.ok(there.stdout.includes(odd) && !there.stdout.includes(hiddenId));
    const shown = await entente(['show', hiddenId, '--url', server.url, '--token', tokens.iraq]);
    const missing = await entente(['show', hiddenId.replace(/1$/, '9'), '--url', server.url, '--token', tokens.iraq]);
    assert.equal(shown.code, 1);
    assert.equal(shown.stderr.replace(hiddenId, ''), missing.stderr.replace(hiddenId.replace(/1$/, '9'), ''));
  });

  await t.test('search and show: hidden is like missing', async () => {
    const found = async (member: string): Promise<number> => {
      const { stdout } = await entente(['search', 'address', '--as', member, '--data', data, '--json']);
      return (JSON.parse(stdout) as { objects: unknown[]; total: { count: number } }).total.count;
    };
    assert.equal(await found('France'), 2);
    assert.equal(await found('Iraq'), 1);
    const raw = await entente(['show', hiddenId, '--as', 'France', '--data', data, '--json']);
    assert.equal(raw.stdout, `${hidden}\n`);
    const refused = await entente(['show', hiddenId, '--as', 'Iraq', '--data', data]);
    assert.equal(refused.code, 1);
    assert.equal(refused.stdout, '');
    const readable = await entente(['show', hiddenId, '--as', 'France', '--data', data]);
    assert.match(readable.stdout, /^Address 1\nindicator {2}indicator--/);
  });
});

test('an object cannot drive the terminal', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const [object] = indicators(1);
  const file = join(folder.path, 'hostile.json');
  writeFileSync(file, JSON.stringify({ ...object, name: 'Clear \u001b[2J\u202e screen', description: 'a\u0007b' }));
  await entente(['import', file, '--member', 'France', '--collection', 'shared', '--data', data]);
  for (const args of [
    ['search', 'screen'],
    ['show', String(object?.id)],
  ]) {
    const { code, stdout } = await entente([...args, '--data', data]);
    assert.equal(code, 0);
    assert.match(stdout, /Clear/);
    for (const control of ['\u001b', '\u0007', '\u202e']) assert.ok(!stdout.includes(control));
  }
});

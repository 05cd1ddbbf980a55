import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

const article = `Storm keeps ships in port\n\nBy Jane Roe\n\nThe harbour master said on Tuesday that no ship would leave before the storm had passed the islands.\n\n“We have seen worse,” she told the owners.`;

test('texts come in and feeds are kept, on a data folder and over a server', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const file = join(folder.path, 'storm.txt');
  writeFileSync(file, article);
  const broken = join(folder.path, 'broken.pdf');
  writeFileSync(broken, '%PDF-1.4 broken');
  const into = ['--member', 'France', '--collection', 'shared', '--tlp', 'green'];

  await t.test('a file becomes a report', async () => {
    const added = await entente(['report', 'add', file, ...into, '--reliability', 'B', '--data', data, '--json']);
    assert.equal(added.code, 0, added.stderr);
    const [report] = (JSON.parse(added.stdout) as { reports: { id: string; title: string }[] }).reports;
    assert.equal(report?.title, 'Storm keeps ships in port');
    const shown = await entente(['show', report.id, '--data', data, '--json']);
    assert.match(shown.stdout, /"reliability":"B"/);
    assert.match(shown.stdout, /"byline":"Jane Roe"/);
  });

  await t.test('one that cannot be read keeps no other out', async () => {
    const both = await entente(['report', 'add', broken, file, ...into, '--data', data]);
    assert.equal(both.code, 1);
    assert.match(both.stderr, /broken\.pdf: This is no PDF that can be read/);
    assert.match(both.stdout, /^report--\S+ {2}Storm keeps ships in port/);
    const piped = await entente(['report', 'add', '-', ...into, '--data', data], { input: article });
    assert.equal(piped.code, 0, piped.stderr);
  });

  await t.test('feeds come from where the operator allows only', async () => {
    const add = ['feed', 'add', 'https://news.example/rss', ...into, '--data', data];
    const refused = await entente(add);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /does not allow this address/);
    const allowed = { environment: { ENTENTE_FEEDS: 'https://news.example/' } };
    const added = await entente([...add, '--every', '30'], allowed);
    assert.equal(added.code, 0, added.stderr);
    const id = /feed--\S+/.exec(added.stdout)?.[0] ?? '';
    const mine = ['--member', 'France', '--data', data];
    assert.match((await entente(['feed', 'list', ...mine])).stdout, /news\.example\/rss +30 min +not yet/);
    assert.equal((await entente(['feed', 'remove', id, ...mine])).code, 0);
    assert.deepEqual(JSON.parse((await entente(['feed', 'list', ...mine, '--json'])).stdout), { feeds: [] });
  });

  await t.test('over a server', async () => {
    await using server = await startServer(['serve', '--data', data]);
    const at = ['--url', server.url, '--token', tokens.france];
    const added = await entente(['report', 'add', file, ...into, ...at]);
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stdout, /Storm keeps ships in port/);
    assert.equal((await entente(['feed', 'list', '--member', 'France', ...at, '--json'])).stdout, '{"feeds":[]}\n');
  });
});

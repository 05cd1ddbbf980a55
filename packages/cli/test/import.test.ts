import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ImportSummary } from '@entente/server/api-types';
import { entente, indicators, newCoalition, startServer, temporaryFolder } from './entente.ts';

const bundle = (objects: readonly unknown[]): string =>
  JSON.stringify({ type: 'bundle', id: 'bundle--1d4f6a9e-4f7e-4b7e-9d6a-0a1b2c3d4e5f', objects });

const stix20 = JSON.stringify({
  type: 'bundle',
  id: 'bundle--1d4f6a9e-4f7e-4b7e-9d6a-0a1b2c3d4e5f',
  spec_version: '2.0',
  objects: [
    {
      type: 'malware',
      id: 'malware--6b1a4c52-93b1-4c0f-8b2f-3f4f6f0c1d22',
      created: '2017-03-01T09:00:00.000Z',
      modified: '2017-03-01T09:00:00.000Z',
      name: 'Lantern',
      labels: ['remote-access-trojan'],
    },
  ],
});

const event = (number: number) => ({
  Event: {
    uuid: `9f1c2d3e-0000-4000-8000-00000000000${number}`,
    info: `Phishing wave ${number}`,
    date: '2019-02-06',
    timestamp: '1549447200',
    published: true,
    threat_level_id: '2',
    analysis: '2',
    Orgc: { name: 'CERT of the test', uuid: '0a0b0c0d-0000-4000-8000-000000000001' },
    Attribute: [
      {
        uuid: `9f1c2d3e-1111-4000-8000-00000000000${number}`,
        type: 'domain',
        category: 'Network activity',
        value: `login-${number}.example`,
        to_ids: true,
        timestamp: '1549447200',
      },
    ],
  },
});

test('import', { timeout: 120_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const path = (name: string): string => join(folder.path, name);
  const into = ['--member', 'France', '--collection', 'shared'];
  const run = async (
    files: readonly string[],
    ...more: string[]
  ): Promise<{ code: number; summary: ImportSummary }> => {
    const { code, stdout, stderr } = await entente(['import', ...files, ...into, '--data', data, '--json', ...more]);
    assert.equal(stderr, '');
    return { code, summary: JSON.parse(stdout) as ImportSummary };
  };

  await t.test('a bundle, once and again: the second time changes nothing', async () => {
    writeFileSync(path('bundle.json'), bundle(indicators(700)));
    const first = await run([path('bundle.json')]);
    assert.equal(first.code, 0);
    assert.deepEqual(first.summary.byType, { indicator: 700 });
    assert.equal(first.summary.stored, 700);
    const second = await run([path('bundle.json')]);
    assert.equal(second.code, 0);
    assert.equal(second.summary.stored, 0);
    assert.equal(second.summary.unchanged, 700);
  });

  await t.test('gzip, STIX 2.0 and MISP, several files at once', async () => {
    writeFileSync(
      path('lines.gz'),
      gzipSync(
        indicators(5, 700)
          .map((each) => JSON.stringify(each))
          .join('\n'),
      ),
    );
    writeFileSync(path('old.json'), stix20);
    writeFileSync(path('misp.json'), JSON.stringify({ response: [event(1), event(2)] }));
    const { code, summary } = await run([path('lines.gz'), path('old.json'), path('misp.json')]);
    assert.equal(code, 0, JSON.stringify(summary.refusals));
    assert.equal(summary.byType.indicator, 7);
    assert.equal(summary.byType.malware, 1);
    assert.equal(summary.byType.report, 2);
    assert.ok(summary.notes.some((note) => note.includes('old.json') && note.includes('STIX 2.0')));
  });

  await t.test('what is refused is named, the rest is stored, and the exit code is 1', async () => {
    const [bad] = indicators(1, 800);
    const refused = { ...bad, valid_from: 'yesterday' };
    writeFileSync(path('mixed.json'), bundle([refused, ...indicators(2, 801)]));
    const { code, summary } = await run([path('mixed.json')]);
    assert.equal(code, 1);
    assert.equal(summary.stored, 2);
    assert.equal(summary.refused, 1);
    assert.equal(summary.refusals[0]?.id, bad?.id);
    assert.equal(summary.refusals[0]?.path, 'valid_from');
    const human = await entente(['import', path('mixed.json'), ...into, '--data', data]);
    assert.match(human.stdout, /0 stored, 2 unchanged, 1 refused/);
    assert.match(human.stderr, /refused: indicator--.*800 valid_from/);
  });

  await t.test('a broken line loses itself alone', async () => {
    const [first, second, third] = indicators(3, 850).map((each) => JSON.stringify(each));
    writeFileSync(path('broken.ndjson'), [first, second?.slice(0, -20), 'no JSON', third].join('\n'));
    const { code, summary } = await run([path('broken.ndjson')]);
    assert.equal(code, 1);
    assert.deepEqual([summary.stored, summary.refused], [2, 2]);
    assert.match(summary.refusals[0]?.message ?? '', /^object 2: /);
  });

  await t.test('what holds nothing, or is something else, is said to', async () => {
    const others = [
      ['nothing.json', '{}', 'There is no object in it.'],
      ['empty.json', '', 'this is no STIX and no MISP event: There is no JSON in it'],
      ['table.csv', 'id,pattern\n1,2\n', 'this is no STIX and no MISP event: No JSON value begins like this'],
      ['wide.json', Buffer.from(bundle(indicators(1, 860)), 'utf16le'), 'This is no text in UTF-8: save it as such.'],
    ] as const;
    for (const [name, content] of others) writeFileSync(path(name), content);
    const { code, summary } = await run(others.map(([name]) => path(name)));
    assert.equal(code, 1);
    assert.deepEqual(
      [...summary.notes, ...summary.refusals.map(({ message }) => message)],
      others.map(([name, , said]) => `${path(name)}: ${said}`),
    );
    const missing = await entente(['import', path('nowhere.json'), ...into, '--data', data]);
    assert.match(missing.stderr, /^entente: .*nowhere\.json is not there\n {2}Check the path/);
  });

  await t.test('a gzip that is cut off: what came before is stored, the damage is named', async () => {
    const whole = gzipSync(bundle(indicators(4000, 10_000)));
    writeFileSync(path('cut.gz'), whole.subarray(0, Math.floor(whole.length * 0.8)));
    const { code, summary } = await run([path('cut.gz')]);
    assert.equal(code, 1);
    assert.ok(summary.stored > 1000 && summary.stored < 4000);
    assert.ok(summary.refusals.some(({ rule }) => rule === 'damaged-file'));
  });

  await t.test('stdin, under terms: only those named see it', async () => {
    const arrived = await entente(
      ['import', '-', ...into, '--tlp', 'amber', '--releasable-to', 'Iraq', '--data', data, '--json'],
      { input: bundle(indicators(1, 900)) },
    );
    assert.equal(arrived.code, 0, arrived.stderr);
    const { code } = await entente(['show', String(indicators(1, 900)[0]?.id), '--as', 'Iraq', '--data', data]);
    assert.equal(code, 0);
  });

  await t.test('wrong names are answered with those that there are', async () => {
    const none = ['import', path('bundle.json'), '--data', data];
    const member = await entente([...none, '--member', 'Atlantis', '--collection', 'shared']);
    assert.equal(member.code, 1);
    assert.match(member.stderr, /no member named Atlantis\n.*France, Iraq/);
    const collection = await entente([...none, '--member', 'France', '--collection', 'sahred']);
    assert.match(collection.stderr, /no collection sahred\n.*shared/);
    mkdirSync(path('folder'));
    const directory = await entente(['import', path('folder'), ...into, '--data', data]);
    assert.match(directory.stderr, /is a folder/);
  });

  await t.test('through a running server, as whoever the token is of', async () => {
    await using server = await startServer(['serve', '--data', data]);
    const there = ['--collection', 'shared', '--url', server.url, '--token', tokens.iraq, '--json'];
    writeFileSync(path('remote.json'), bundle(indicators(3, 950)));
    const stored = await entente(['import', path('remote.json'), '--member', 'Iraq', ...there]);
    assert.equal(stored.code, 0, stored.stderr);
    assert.equal((JSON.parse(stored.stdout) as ImportSummary).stored, 3);
    const other = await entente(['import', path('remote.json'), '--member', 'France', ...there]);
    assert.equal(other.code, 1);
    assert.match(other.stderr, /acts for Iraq, not for France/);
  });
});

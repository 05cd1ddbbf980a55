import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

const table = [
  'name,kind,by,place,event,bound,value,low,high,unit,currency,share,share_on,reading,said,effective',
  // 14,000 there; about half of the 14,000 of that day are to leave; 4,000 left in March: 6,300 to 7,700 of 10,000.
  'Advisers,forces,France,Kabul,deployed,,14000,,,troops,,,,,2018-01-01,',
  'Advisers,forces,France,Kabul,withdrawal-ordered,about,,,,,,50%,2018-12-20,,2018-12-20,',
  // 180 to 220, and at least 50, and 10 to 30: 240 and more, best 200 + 50 + 20.
  'Trainers,training,Iraq,Basra,pledged,about,200,,,trainers,,,,,2018-05-01,',
  'More trainers,training,Iraq,Basra,pledged,at least,50,,,trainers,,,,,2018-05-01,',
  'Yet more,training,Iraq,Basra,pledged,range,,10,30,trainers,,,,,2018-05-01,',
  // 100 promised in euros, 50 paid in dollars: 120 - 50 = 70 at 1.2.
  'Aid,funding,France,Mosul,pledged,,100,,,,EUR,,,,2018-05-01,',
  'Aid,funding,France,Mosul,disbursed,,50,,,,USD,,,,2018-06-01,',
  'Nobody,forces,Atlantis,Mosul,pledged,,5,,,troops,,,,,2018-06-01,',
].join('\n');

type Line = {
  column: string;
  label: string;
  sum: { low: number; best: number; high: number | null; unit?: string; currency?: string };
};

test('the ledger goes in as a table, and is told, asked and taken out by command', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const file = join(folder.path, 'ledger.csv');
  writeFileSync(file, table);
  await using server = await startServer(['serve', '--data', data]);
  const connection = ['--url', server.url, '--token', tokens.france];
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await entente(['commitments', ...args, ...connection]);
    assert.equal(code, 0, stderr);
    return { stdout, stderr };
  };
  const totals = async (...args: string[]): Promise<Line[]> =>
    (JSON.parse((await run('total', '--json', ...args)).stdout) as { lines: Line[] }).lines;
  const sum = (lines: readonly Line[], column: string, unit: string) => {
    const found = lines.find((line) => line.column === column && (line.sum.unit ?? line.sum.currency) === unit)?.sum;
    return found === undefined ? undefined : [found.low, found.best, found.high];
  };

  const into = ['--collection', 'shared', '--tlp', 'green'];
  const preview = await run('import', file, ...into);
  assert.match(preview.stdout, /Preview: 5 new, 2 events of known ones, 0 unchanged, 1 refused/);
  assert.match(preview.stderr, /row 9: .*Atlantis/);
  assert.deepEqual(await totals(), [], 'a preview records nothing');
  assert.match((await run('import', file, ...into, '--record')).stdout, /Recorded: 5 new/);
  assert.match((await run('import', file, ...into, '--record')).stdout, /Recorded: 0 new, 0 events .* 7 unchanged/);

  const now = await totals('--valid', '2019-02-06');
  assert.deepEqual(sum(now, 'leaving', 'troops'), [6300, 7000, 7700]);
  assert.deepEqual(sum(now, 'promised', 'trainers'), [240, 270, null]);
  assert.deepEqual(sum(now, 'outstanding', 'EUR'), [100, 100, 100]);
  assert.deepEqual(sum(await totals('--valid', '2018-12-01'), 'leaving', 'troops'), undefined);
  assert.deepEqual(await totals('--valid', '2019-02-06', '--known', '2019-02-06'), [], 'nobody had told the node');
  const converted = await totals('--currency', 'USD', '--rate', 'EUR/USD:1.2@2018-01-01');
  assert.deepEqual(sum(converted, 'outstanding', 'USD'), [70, 70, 70]);

  const told = (await run('total', '--rows')).stdout;
  assert.match(told, /More trainers +50 trainers or more/);
  assert.match((await run('list', '--place', 'Kabul')).stdout, /1 of 1/);
  const whatIf = (await run('what-if', '--member', 'France')).stdout;
  assert.match(whatIf, /delivered +14,000 troops +14,000 troops +0 troops +100%/);

  const out = join(folder.path, 'out.csv');
  await run('export', out);
  assert.match((await run('import', out, ...into)).stdout, /Preview: 0 new, 0 events .* 7 unchanged, 0 refused/);
  assert.match(readFileSync(out, 'utf8'), /0\.5,.*2018-12-20/);
});

test('what a command asks for is told where it is wrong', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  for (const [args, words] of [
    [['total', '--by', 'colour'], /colour|by/],
    [['total', '--currency', 'USD', '--rate', '1.2'], /is no rate/],
    [['list', '--valid', '2019-02-30'], /day|valid/],
  ] as const) {
    const { code, stderr } = await entente(['commitments', ...args, '--data', data]);
    assert.notEqual(code, 0);
    assert.match(stderr, words);
  }
});

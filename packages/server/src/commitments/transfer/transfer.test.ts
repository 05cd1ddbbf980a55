import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { pino } from 'pino';
import { defaultLimits } from '../../config.ts';
import { createApp } from '../../http/app.ts';
import { startTestApp, type TestApp } from '../../http/test-app.ts';
import { CommitmentPage, Totals } from '../messages.ts';
import { suggestMapping } from './columns.ts';
import { readRow } from './read-row.ts';
import { readSheet, sheetLimits } from './read-sheet.ts';
import { LedgerImport } from './transfer-routes.ts';
import { writeXlsx } from './write-xlsx.ts';

describe('the ledger as files', () => {
  let app: TestApp;
  const [france, iraq] = ['france@people.example', 'iraq@people.example'];
  before(async () => {
    app = await startTestApp();
    for (const member of ['France', 'Iraq', 'Norway']) await app.person(member.toLowerCase(), { member });
  });
  after(() => app[Symbol.asyncDispose]());

  const csv = [
    'Commitment,Member,Kind,Place,Status,Amount,Unit,Date,Source',
    'French troops,France,forces,Syria,deployed,"2,000",troops,2034-01-01,',
    'French troops,France,forces,Syria,withdrawal ordered,50%,,2034-02-01,',
    'Aid,Atlantis,funding,Iraq,pledged,5,EUR,2034-01-01,',
    'Aid,Norway,funding,Iraq,promised,5,EUR,2034-01-01,',
    'Ships,Norway,ships,Gulf,deployed,1,ships,6.2.2034,Press',
    'Ships,Norway,ships,Gulf,deployed,one,ships,2034-02-30,Press',
  ].join('\r\n');

  async function send(who: string, bytes: Uint8Array | string, query = '') {
    const config = { data: '', host: '', port: 0, logLevel: 'silent', limits: defaultLimits } as const;
    const { fetch } = createApp(app.core, config, pino({ level: 'silent' }));
    const body = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
    const response = await fetch(
      new Request(`http://node.test/api/commitments/import?${query}`, {
        method: 'POST',
        body,
        headers: {
          authorization: `Basic ${Buffer.from(`${who}:a long enough password`).toString('base64')}`,
          'content-type': 'application/octet-stream',
        },
      }),
    );
    return { status: response.status, text: await response.text() };
  }
  const brought = async (bytes: Uint8Array | string, query = '') =>
    LedgerImport.parse(JSON.parse((await send(france, bytes, query)).text));

  it('are previewed row by row, with the reasons for what is refused, and nothing is recorded', async () => {
    const { mapping, counts, rows, recorded } = await brought(csv);
    assert.deepEqual([mapping.name, mapping.by, mapping.said], [0, 1, 7]);
    assert.equal(recorded, false);
    assert.deepEqual(
      rows.map(({ row, state }) => [row, state]),
      [
        [2, 'new'],
        [3, 'refused'],
        [4, 'refused'],
        [5, 'refused'],
        [6, 'new'],
        [7, 'refused'],
      ],
    );
    assert.deepEqual(counts, { new: 2, event: 0, unchanged: 0, refused: 4 });
    assert.match(rows[1]?.reasons.join() ?? '', /unit or a currency/);
    assert.match(rows[2]?.reasons.join() ?? '', /Atlantis/);
    assert.match(rows[3]?.reasons.join() ?? '', /event: promised is none of/);
    assert.match(rows[5]?.reasons.join() ?? '', /value: one is no number,said: 2034-02-30 is no day/);
    assert.equal(CommitmentPage.parse(await app.must(france, 'GET', '/api/commitments')).total, 0);
  });

  it('are recorded under the terms given, and once only', async () => {
    const query = 'record=true&collection=open&tlp=amber&releasableTo=Iraq';
    assert.equal((await send(france, csv, 'record=true')).status, 422);
    assert.deepEqual((await brought(csv, query)).counts, { new: 2, event: 0, unchanged: 0, refused: 4 });
    assert.deepEqual((await brought(csv, query)).counts, { new: 0, event: 0, unchanged: 2, refused: 4 });
    const page = CommitmentPage.parse(await app.must(iraq, 'GET', '/api/commitments'));
    assert.deepEqual(
      page.commitments.map(({ name, figures }) => [name, figures.delivered?.words]),
      [
        ['French troops', '2,000 troops'],
        ['Ships', '1 ships'],
      ],
    );
    assert.equal(CommitmentPage.parse(await app.must('norway@people.example', 'GET', '/api/commitments')).total, 0);
  });

  it('come back as they went out, as CSV and XLSX', async () => {
    const { text } = await app.ask(iraq, 'GET', '/api/commitments/export?format=csv');
    const sheet = readSheet(new TextEncoder().encode(text));
    const trimmed = (rows: readonly (readonly string[])[]) => rows.map((cells) => cells.join('\t').trimEnd());
    assert.deepEqual(trimmed(readSheet(writeXlsx(sheet))), trimmed(sheet));
    const rows = sheet.slice(1).map((cells) => readRow(cells, suggestMapping(sheet[0] ?? [])));
    assert.ok(rows.every(({ ok }) => ok));
    assert.deepEqual((await brought(text)).counts, { new: 0, event: 0, unchanged: 2, refused: 0 });
    const bundle = JSON.parse((await app.ask(iraq, 'GET', '/api/commitments/export?format=stix')).text);
    const types = (bundle as { objects: { type: string }[] }).objects.map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'commitment').length, 2);
    assert.equal(types.filter((type) => type === 'commitment-event').length, 2);
  });

  it('are printed with their narrowest terms, over what the viewer has', async () => {
    const mine = await app.ask(iraq, 'GET', '/api/commitments/export?format=html');
    assert.match(mine.text, /TLP:AMBER .*French troops/s);
    const cells = (mine.text.match(/<tr><td[^>]*>French troops.*?<\/tr>/)?.[0] ?? '').match(/(?<=>)[^<>]+(?=<\/td>)/g);
    assert.deepEqual(cells, [
      'French troops',
      'France',
      'forces',
      'Syria',
      'deployed, since 2034-01-01',
      'deployed or paid 2,000 troops',
      'TLP:AMBER',
    ]);
    const { text } = await app.ask('norway@people.example', 'GET', '/api/commitments/export?format=html');
    assert.doesNotMatch(text, /French troops|AMBER/);
    assert.deepEqual(Totals.parse(await app.must('norway@people.example', 'GET', '/api/commitments/totals')).lines, []);
  });

  it('are refused where they are hostile', async () => {
    assert.equal((await send(france, '')).status, 422);
    assert.equal((await send(france, '"open')).status, 422);
    assert.equal((await send(france, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).status, 422);
    assert.equal((await send(france, 'a,'.repeat(sheetLimits.columns + 1))).status, 413);
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(sheetLimits.unpacked + 1) });
    assert.equal((await send(france, bomb)).status, 413);
    const far = '<sheetData><row><c r="ZZ1"><v>1</v></c></row></sheetData>';
    assert.equal((await send(france, zipSync({ 'xl/worksheets/sheet1.xml': strToU8(far) }))).status, 413);
    const formula = '<row><c t="str"><f>1+1</f><v>=cmd()</v></c><c t="inlineStr"><is><t>a&#x26;b</t></is></c></row>';
    const sheet = readSheet(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(formula) }));
    assert.deepEqual(sheet, [['=cmd()', 'a&b']]);
    // Small when packed, and millions of elements: reading them all would keep everybody else waiting.
    const millions = (each: string): string => each.repeat(sheetLimits.elements + 1);
    const [one, strings] = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'];
    for (const files of [
      { [one]: strToU8('<row/>'), [strings]: strToU8(millions('<si/>')) },
      { [one]: strToU8(`<row><c t="inlineStr">${millions('<t/>')}</c></row>`) },
    ]) {
      assert.throws(() => readSheet(zipSync(files, { level: 1 })), { code: 'too-large' });
    }
    const started = process.cpuUsage();
    readSheet(zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<row><c '.repeat(200_000)) }));
    assert.ok(process.cpuUsage(started).user < 5e6);
  });
});

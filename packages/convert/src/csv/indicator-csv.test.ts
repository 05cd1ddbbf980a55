import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import { csvLine } from './csv-line.ts';
import { INDICATOR_CSV_HEADER, indicatorCsv } from './indicator-csv.ts';

const indicator: JsonObject = {
  type: 'indicator',
  spec_version: '2.1',
  id: 'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f',
  created_by_ref: 'identity--311b2d2d-f010-4473-83ec-1edf84858f4c',
  created: '2021-03-01T00:00:00.000Z',
  modified: '2021-03-02T00:00:00.123456Z',
  name: 'Winch, "north"',
  pattern: "[file:hashes.'SHA-256' = 'ab' OR file:name IN ('a.exe', 'b.exe')]",
  pattern_type: 'stix',
  valid_from: '2021-03-01T00:00:00Z',
  labels: ['quay', 'north'],
  indicator_types: ['malicious-activity'],
  confidence: 70,
  object_marking_refs: ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'marking-definition--x'],
};

/** The cells of one line, by the name of their column; enough of RFC 4180 to read back what is written. */
function cellsOf(line: string | undefined): Record<string, string> {
  const cells = [...(line ?? '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
  return Object.fromEntries(
    INDICATOR_CSV_HEADER.trim()
      .split(',')
      .map((name, at) => [name, cells[at] ?? '']),
  );
}

const beside = { handling: ['Not for use in court.', 'To be purged after 2022-01-01T00:00:00Z.'] };

describe('an indicator as CSV', () => {
  test('has a cell for each column', () => {
    assert.deepEqual(cellsOf(indicatorCsv(indicator, beside)), {
      id: 'indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f',
      name: 'Winch, "north"',
      pattern: "[file:hashes.'SHA-256' = 'ab' OR file:name IN ('a.exe', 'b.exe')]",
      pattern_type: 'stix',
      value_types: "file:hashes.'SHA-256'\nfile:name\nfile:name",
      values: 'ab\na.exe\nb.exe',
      valid_from: '2021-03-01T00:00:00Z',
      valid_until: '',
      labels: 'quay\nnorth',
      indicator_types: 'malicious-activity',
      confidence: '70',
      tlp: 'TLP:AMBER+STRICT',
      handling: 'Not for use in court.\nTo be purged after 2022-01-01T00:00:00Z.',
      created_by: 'identity--311b2d2d-f010-4473-83ec-1edf84858f4c',
      modified: '2021-03-02T00:00:00.123456Z',
    });
  });

  test('has the level of the terms that it came under where it carries none itself', () => {
    const { object_marking_refs: _, ...unmarked } = indicator;
    assert.equal(cellsOf(indicatorCsv(unmarked, { tlp: 'TLP:GREEN' })).tlp, 'TLP:GREEN');
    assert.equal(cellsOf(indicatorCsv(indicator, { tlp: 'TLP:GREEN' })).tlp, 'TLP:AMBER+STRICT');
    assert.equal(cellsOf(indicatorCsv(unmarked)).tlp, '');
  });

  test('has no values where the pattern is in another language, or does not parse', () => {
    for (const more of [{ pattern_type: 'yara' }, { pattern: '[file:name' }, { pattern: null }]) {
      assert.equal(cellsOf(indicatorCsv({ ...indicator, ...more })).values, '');
    }
  });

  test('is only for indicators', () => assert.equal(indicatorCsv({ ...indicator, type: 'malware' }), undefined));
});

describe('cells', () => {
  for (const [text, cell] of [
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+31', "'+31"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['\uFF1D1', "'\uFF1D1"],
    ['=HYPERLINK("http://a","b")', '"\'=HYPERLINK(""http://a"",""b"")"'],
    ['a=b', 'a=b'],
  ] as const) {
    test(`${JSON.stringify(text)} is written as ${JSON.stringify(cell)}`, () => {
      assert.equal(csvLine([text, 'x']), `${cell},x\r\n`);
    });
  }
});

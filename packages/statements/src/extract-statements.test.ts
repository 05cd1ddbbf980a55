import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extractStatements } from './extract-statements.ts';
import type { Span, Statement } from './statement.ts';
import { statementsJson } from './statements-json.ts';

// A report in the manner of the model case, with its own facts: one member, four voices, pronouns and titles.
const REPORT = `Partners press Norland to keep its ships in the strait

The Strait Patrol met in Lisbon on Tuesday, March 3, 2020.

President Anna Berg is recalling Norland's ships. But her ministers are arguing that pirates still threaten the strait.

Berg thinks the near-total defeat of the pirates is enough to bring home 1,200 sailors.

“It should be announced sometime next week that the strait is 100 percent free,” Berg told reporters.

The Norwegian admiral in charge of the patrol, who warned lawmakers the pirates could return, declined to comment.

“Our fight does not end here. We will go on beside you,” Foreign Minister Karl Lind told the meeting.

The President has ordered the withdrawal of 300 divers. But she wants to keep a base there, a plan rejected by the Harbour League.

It also wants all foreign ships out of the strait.
`;

const read = (spans: readonly Span[], text = REPORT) => spans.map(([from, to]) => text.slice(from, to)).join(' … ');
const about = (statements: readonly Statement[], words: string) => {
  const found = statements.find(({ content }) => read(content).includes(words));
  assert.ok(found, `no statement about "${words}"`);
  return found;
};

test('every voice of a report is heard, under its own name', () => {
  const statements = extractStatements(REPORT, { members: [{ name: 'Norway' }, { name: 'Portugal' }] });
  const speaker = (words: string) => about(statements, words).speaker?.name;
  assert.equal(speaker('near-total defeat'), 'Anna Berg');
  assert.equal(speaker('100 percent free'), 'Anna Berg');
  assert.equal(speaker('pirates still threaten'), 'Anna Berg’s ministers');
  assert.match(speaker('could return') ?? '', /^Norwegian admiral/);
  assert.equal(speaker('Our fight'), 'Karl Lind');
  assert.equal(speaker('the withdrawal of 300 divers'), 'Anna Berg');
  assert.equal(speaker('to keep a base'), 'Anna Berg');
  assert.equal(speaker('a plan'), 'Harbour League');
  assert.equal(speaker('all foreign ships'), 'Harbour League');
  assert.equal(about(statements, 'could return').member, 'Norway');
  assert.equal(about(statements, 'Our fight').speaker?.office, 'Foreign Minister');
});

test('kind, form, hedging, numbers and dates are read from cue and content', () => {
  const statements = extractStatements(REPORT);
  assert.equal(about(statements, 'near-total defeat').kind, 'thinks');
  assert.equal(about(statements, 'the withdrawal').kind, 'ordered');
  assert.equal(about(statements, 'a plan').kind, 'rejected');
  assert.equal(about(statements, 'could return').kind, 'warned');
  assert.deepEqual(about(statements, 'could return').hedges, ['could']);
  const quote = about(statements, '100 percent free');
  assert.equal(quote.form, 'direct');
  assert.deepEqual(quote.dates[0]?.window, { from: '2020-03-09', to: '2020-03-15' });
  assert.deepEqual([quote.numbers[0]?.value, quote.numbers[0]?.measure], [1, 'share']);
  const sailors = about(statements, '1,200').numbers[0];
  assert.deepEqual([sailors?.value, sailors?.of, sailors && REPORT.slice(...sailors.span)], [1200, 'sailors', '1,200']);
});

test('a quotation that its cue interrupts is one statement, in two parts', () => {
  const text = '“We will stay,” said Mayor Ines Roth. “Nobody can make us leave this harbour.”';
  const [first, ...others] = extractStatements(text);
  assert.equal(others.length, 0);
  assert.equal(read(first?.content ?? [], text), '“We will stay,” … “Nobody can make us leave this harbour.”');
  assert.equal(first?.speaker?.name, 'Ines Roth');
});

test('a spokesperson speaks for somebody, who holds the position', () => {
  const text = 'Olga Petrak, a spokeswoman for Governor Tom Hale, said that the bridge will be rebuilt.';
  const [statement] = extractStatements(text);
  assert.equal(statement?.speaker?.name, 'Olga Petrak');
  assert.equal(statement?.holder, 'Tom Hale');
});

test('the command line gets names as text, and the same spans', () => {
  const { statements } = statementsJson(REPORT);
  assert.equal(statements.length, extractStatements(REPORT).length);
  const quote = statements.find(({ speaker }) => speaker === 'Karl Lind');
  assert.ok(quote);
  assert.equal(REPORT.slice(...(quote.cue[0] ?? [0, 0])), 'told');
  assert.equal(quote.holder, 'Karl Lind');
});

test('spans lie inside the text, in order, and the same text gives the same statements', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom('“', '”', '"', 'said', 'he', 'that', '\n\n', ',', '.', 'Mr. Roth', 'told', 'U.S.'),
          fc.string({ unit: 'binary' }),
        ),
        { maxLength: 40 },
      ),
      (parts) => {
        const text = parts.join(' ');
        const statements = extractStatements(text);
        for (const { source, cue, content } of statements) {
          assert.ok(content.length > 0);
          for (const [from, to] of [...source, ...cue, ...content])
            assert.ok(from >= 0 && from < to && to <= text.length);
        }
        assert.deepEqual(extractStatements(text), statements);
      },
    ),
    { numRuns: 50 },
  );
});

test('hostile texts take time in proportion to their length', () => {
  const size = 60_000;
  for (const unit of [
    '"',
    '“',
    'a',
    'A.',
    '1,',
    '\u0000',
    '\ud83d',
    "a'",
    'Mr. Roth said “no,” ',
    'He said he said ',
    'Secretary of ',
  ]) {
    const time = (length: number) => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const before = performance.now();
      extractStatements(text);
      return performance.now() - before;
    };
    time(size / 6);
    const short = time(size / 6);
    const long = time(size);
    // Six times the text; a quadratic step would take 36 times as long. The constant forgives a busy machine.
    assert.ok(long < short * 18 + 600, `${JSON.stringify(unit)}: ${short.toFixed(0)} ms, then ${long.toFixed(0)} ms`);
  }
});

test('empty and blank texts have no statements', () => {
  assert.deepEqual(extractStatements(''), []);
  assert.deepEqual(extractStatements(' \n\n '), []);
});

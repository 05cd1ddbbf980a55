import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, daysBetween, weekday } from '../src/calendar/day.ts';
import { parseWindow } from '../src/windows/parse-window.ts';

type Rule = [phrase: string, from: string, to: string | null, likelihood?: string];
const rules: { said: string; rules: Rule[] }[] = JSON.parse(
  readFileSync(new URL('./fixtures/time-phrases.json', import.meta.url), 'utf8'),
);

for (const { said, rules: phrases } of rules) {
  for (const [phrase, from, to, likelihood = 'stated'] of phrases) {
    test(`“${phrase}” said on ${said}`, () => {
      const window = to === null ? { from } : { from, to };
      assert.deepEqual(parseWindow(phrase, said), { window, likelihood });
    });
  }
}

test('words that name no time are none', () => {
  for (const phrase of [
    '',
    'the caliphate',
    'as part of any deal',
    '31 February 2019',
    'x'.repeat(500),
    'constructor',
  ]) {
    assert.equal(parseWindow(phrase, '2019-02-06'), undefined, phrase);
  }
});

test('whatever is typed, a window never ends before it begins, and takes no time', () => {
  const words = fc.constantFrom(
    'next',
    'week',
    'by',
    'the',
    'end',
    'of',
    'March',
    'in',
    '3',
    'to',
    'between',
    'and',
    'half',
    '2019',
    'may',
    'first',
    'before',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.integer({ min: 0, max: 4000 }), (parts, offset) => {
      const window = parseWindow(parts.join(' '), addDays('2015-01-01', offset))?.window;
      assert.ok(window?.to === undefined || window.from <= window.to);
    }),
  );
});

const anyDay = fc.integer({ min: 0, max: 8000 }).map((offset) => addDays('2010-01-01', offset));
const read = (phrase: string, said: Day) => {
  const window = parseWindow(phrase, said)?.window;
  assert.ok(window?.to !== undefined, `${phrase} said on ${said}`);
  return { from: window.from, to: window.to };
};
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

test('on whatever weekday it is said, a week is the one from Monday on, and a day the one of its name', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 400 }), (said, day, count) => {
      const next = read('sometime probably next week', said);
      assert.deepEqual([weekday(next.from), daysBetween(next.from, next.to)], [0, 6]);
      assert.ok(next.from > said && next.from <= addDays(said, 7));
      const here = read('this week', said);
      assert.deepEqual([addDays(here.from, 7), here.from <= said && said <= here.to], [next.from, true]);
      const [named, coming] = [weekdays[day] ?? '', read(`on ${weekdays[day]}`, said)];
      assert.deepEqual([weekday(coming.from), coming.to], [day, coming.from]);
      assert.ok(coming.from >= said && coming.from <= addDays(said, 6));
      assert.deepEqual(read(`next ${named}`, said).from, addDays(next.from, day));
      assert.deepEqual(read(`by ${named}`, said), { from: said, to: coming.to });
      assert.deepEqual(read(`a week from ${named}`, said).from, addDays(coming.from, 7));
      assert.deepEqual(read(`within ${count} days`, said), { from: said, to: addDays(said, count) });
    }),
  );
});

test('the end of the month, a season and a feast are those that are not over yet', () => {
  fc.assert(
    fc.property(anyDay, (said) => {
      const month = read('by the end of the month', said);
      assert.deepEqual(
        [month.from, month.to.slice(0, 7), addDays(month.to, 1).slice(8)],
        [said, said.slice(0, 7), '01'],
      );
      const spring = read('this spring', said);
      assert.ok(spring.from.endsWith('-03-01') && spring.to.endsWith('-05-31') && spring.to >= said);
      const fast = read('Ramadan', said);
      assert.ok(fast.to >= said && daysBetween(said, fast.to) <= 384, `${said} ${fast.to}`);
      assert.ok([28, 29].includes(daysBetween(fast.from, fast.to)));
      const easter = read('Easter', said).from;
      assert.ok(weekday(easter) === 6 && easter >= said && easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25');
      for (const phrase of ['soon', 'in the coming days', 'shortly']) assert.ok(read(phrase, said).from >= said);
    }),
  );
});

test('in whatever time zone it is read, a phrase is the same days', () => {
  const phrases = rules.flatMap(({ rules: all }) => all.map(([phrase]) => phrase));
  const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'Asia/Kabul', 'Asia/Kathmandu'];
  const before = process.env.TZ;
  try {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...phrases), (said, phrase) => {
        const readings = zones.map((zone) => {
          process.env.TZ = zone;
          return parseWindow(phrase, said);
        });
        for (const reading of readings) assert.deepEqual(reading, readings[0]);
      }),
      { numRuns: 300 },
    );
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

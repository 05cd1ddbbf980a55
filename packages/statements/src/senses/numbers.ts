import type { NumberMention } from '../statement.ts';

const WORDS: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);
for (const [i, word] of 'thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  WORDS[word] = 30 + 10 * i;
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
};
const SHARES: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
};
const RANGE = /\b(?:between|from)\s$/i;
const RANGE_END = /^\s?(?:and|to|[-–])\s?[$€£]?(?=\d|\p{Ll})/iu;
const BOUNDS: readonly (readonly [RegExp, NumberMention['bound']])[] = [
  [/\b(?:more than|over|above|exceeding|upwards of)\s$/i, 'over'],
  [/\b(?:at least|no fewer than|no less than|a minimum of)\s$/i, 'at least'],
  [/\b(?:fewer than|less than|under|below|nearly|almost)\s$/i, 'under'],
  [/\b(?:at most|up to|as many as|as much as|no more than|a maximum of)\s$/i, 'at most'],
  [/\b(?:roughly|about|around|approximately|some|an estimated|close to|circa)\s$/i, 'about'],
];
const WORD = `(?:${Object.keys(WORDS).join('|')})`;
const SCALE = `(?:${Object.keys(SCALES).join('|')})s?`;
const NUMBER = new RegExp(
  [
    `([$€£])?(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d{1,15})(\\.\\d{1,6})?(?!\\w*[a-z]{3}|\\s?[ap]\\.?m\\b|:\\d|st\\b|nd\\b|rd\\b|th\\b)(?:[\\s-](${SCALE}))?(\\s?%|[\\s-](?:percent|per cent|percentage points?))?`,
    `\\b(${WORD})(?:-(${WORD}))?(?:[\\s-](${SCALE}))?(?:-(${Object.keys(SHARES).join('|')}))?([\\s-](?:percent|per cent))?\\b`,
    `\\b(?:(?:an?|one)\\s)?(half|quarter|third(?=\\s+of))\\b`,
    `\\b(?:(an?|several|few|many)\\s)?(${SCALE})\\b`,
  ].join('|'),
  'giu',
);
const CURRENCY = /^\s(?:U\.?S\.?\s)?(euro|dollar|pound)s?\b/i;
const SIGNS: Readonly<Record<string, string>> = { euro: '€', dollar: '$', pound: '£' };
const NOT_A_NUMBER = /^(?:one|a|an)$/i;
const MONTH_AFTER = /^\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b/;
const YEAR = /^(?:1[89]|20)\d\d$/;

/** Numbers of a stretch of text, normalised; `offset` is added to the spans. Plain years are dates, not numbers. */
export function findNumbers(text: string, offset: number): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const whole = match[0].trimEnd();
    const at = match.index;
    if (NOT_A_NUMBER.test(whole) || (YEAR.test(whole) && !/^\s+[a-z]+s\b/.test(text.slice(at + 4, at + 24)))) continue;
    const before = text.slice(Math.max(0, at - 24), at);
    if (/\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s$/.test(before)) continue;
    if (MONTH_AFTER.test(text.slice(at + whole.length, at + whole.length + 12)) && /^\d{1,2}$/.test(whole)) continue;
    const reading = read(match);
    if (reading === undefined) continue;
    const bound =
      BOUNDS.find(([pattern]) => pattern.test(before))?.[1] ??
      (/^(?:several|few|many)/i.test(whole) ? 'about' : 'exact');
    const after = text.slice(at + whole.length, at + whole.length + 80);
    const currency = reading.measure === 'count' ? CURRENCY.exec(after)?.[1]?.toLowerCase() : undefined;
    const of =
      reading.measure === 'money'
        ? reading.of
        : (SIGNS[currency ?? ''] ?? counted(after) ?? countedBefore(text.slice(Math.max(0, at - 80), at)));
    found.push({
      span: [offset + at, offset + at + whole.length],
      text: whole,
      value: reading.value,
      measure: currency === undefined ? reading.measure : 'money',
      bound,
      ...(of === undefined ? {} : { of }),
    });
  }
  return found.map((each, at) => bounded(each, found[at - 1], found[at + 1], text, offset));
}

/** "Between 800 and 1,000 fighters" are at least the one and at most the other, of the same. */
function bounded(
  each: NumberMention,
  before: NumberMention | undefined,
  after: NumberMention | undefined,
  text: string,
  offset: number,
): NumberMention {
  if (after !== undefined && areRange(each, after, text, offset)) {
    return { ...each, bound: 'at least', ...(after.of === undefined ? {} : { of: after.of }) };
  }
  return before !== undefined && areRange(before, each, text, offset) ? { ...each, bound: 'at most' } : each;
}

function areRange(low: NumberMention, high: NumberMention, text: string, offset: number): boolean {
  const from = low.span[0] - offset;
  const between = text.slice(low.span[1] - offset, high.span[0] - offset);
  return (
    low.value < high.value &&
    between.length < 6 &&
    RANGE.test(text.slice(Math.max(0, from - 9), from)) &&
    RANGE_END.test(`${between}0`)
  );
}

function read(
  match: RegExpExecArray | RegExpMatchArray,
): { value: number; measure: NumberMention['measure']; of?: string } | undefined {
  const [
    ,
    currency,
    digits,
    decimals,
    digitScale,
    percent,
    word,
    unit,
    wordScale,
    fraction,
    wordPercent,
    share,
    ,
    scale,
  ] = match;
  if (digits !== undefined) {
    const value = Number(digits.replaceAll(',', '') + (decimals ?? '')) * scaleOf(digitScale);
    if (percent) return { value: round(value / 100), measure: 'share' };
    return currency ? { value, measure: 'money', of: currency } : { value, measure: 'count' };
  }
  if (word !== undefined) {
    const value =
      ((WORDS[word.toLowerCase()] ?? 0) + (unit ? (WORDS[unit.toLowerCase()] ?? 0) : 0)) * scaleOf(wordScale);
    if (fraction) return { value: round(value * (SHARES[fraction.toLowerCase()] ?? 1)), measure: 'share' };
    return wordPercent ? { value: round(value / 100), measure: 'share' } : { value, measure: 'count' };
  }
  if (share !== undefined) return { value: SHARES[share.toLowerCase()] ?? 0, measure: 'share' };
  // "thousands of troops": at least that many, roughly
  return scale === undefined ? undefined : { value: scaleOf(scale), measure: 'count' };
}

function scaleOf(word: string | undefined): number {
  return word === undefined ? 1 : (SCALES[word.toLowerCase().replace(/s$/, '')] ?? 1);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The words after a number that say what is counted: up to four, ending in a plural or before a small word. */
function counted(after: string): string | undefined {
  const match =
    /^[\s-](?:of\s)?(?:the\s|its\s|their\s)?(?:(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve)\s)?((?:(?!(?:the|of|in|on|at|to|for|and|or|by|from|with|that|who|which|will|would|is|are|was|were|have|has|had|as|than|helping|deployed)\b)[\p{L}.'’-]+\s?){1,4})/u.exec(
      after,
    );
  const words = match?.[1]?.trim();
  if (!words) return undefined;
  const plural = /^.*?\b[\p{L}]{2,}(?:s|people|men|women|forces|personnel)\b/u.exec(words);
  return (plural?.[0] ?? words).trim();
}

/** "The number of exposed devices at 11,400", "a toll of nine": what is counted stands before. */
function countedBefore(before: string): string | undefined {
  const match =
    /\b(?:number of ((?:[\p{L}-]+ ){1,4}?)|((?:death )?toll |contingent ))(?:at|of|was|is|to|stood at)\s(?:(?:at least|about|around|roughly|nearly|over)\s)?$/iu.exec(
      before,
    );
  return (match?.[1] ?? match?.[2])?.trim();
}

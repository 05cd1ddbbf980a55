import type { JsonValue, StixObject } from '@entente/stix';

/** A run of so many characters that stands in both is a quote, be it part of a longer text; */
const shortestRun = 32;
/** and so is a whole text of so many. Shorter ones are words that everybody uses. */
const shortestWhole = 20;
/** Where runs may begin in what is quoted: each run of 32 holds one whole piece of 16 that begins at a multiple of 16. */
const piece = shortestRun / 2;

/** What stands where a quote was. */
export const erased = '[recalled]';

/** Finds what is quoted word by word from texts that go. */
export type QuoteEraser = {
  /** The text without its quotes, or undefined where it has none. */
  erase(text: string): string | undefined;
  /** The same for every text inside a JSON document, given and answered as text. */
  eraseJson(json: string): string | undefined;
};

/** `texts` are those that somebody wrote: see `quotableTexts`. */
export function createQuoteEraser(texts: readonly string[]): QuoteEraser {
  const wholes = [...new Set(texts.filter(({ length }) => length >= shortestWhole && length < shortestRun))];
  const long = texts.filter(({ length }) => length >= shortestRun);
  const pieces = new Map<string, { text: string; at: number }[]>();
  for (const text of new Set(long)) {
    for (let at = 0; at + piece <= text.length; at += piece) {
      const key = text.slice(at, at + piece);
      const known = pieces.get(key);
      if (known === undefined) pieces.set(key, [{ text, at }]);
      // A text of one repeated line would be compared with itself over and over.
      else if (known.length < 16) known.push({ text, at });
    }
  }

  /** The longest run around a shared piece that both texts have, in the quoting text. */
  function runAround(quoting: string, place: number): [from: number, to: number] {
    let best: [number, number] = [place, place];
    for (const { text, at } of pieces.get(quoting.slice(place, place + piece)) ?? []) {
      let before = 0;
      while (before < at && before < place && text[at - before - 1] === quoting[place - before - 1]) before += 1;
      let after = piece;
      while (at + after < text.length && text[at + after] === quoting[place + after]) after += 1;
      if (before + after > best[1] - best[0]) best = [place - before, place + after];
    }
    return best;
  }

  function eraseRuns(text: string): string {
    let kept = '';
    let end = 0;
    for (let place = 0; place + piece <= text.length; place += 1) {
      const [from, to] = runAround(text, place);
      if (to - from < shortestRun) continue;
      const run = text.slice(from, to);
      kept += text.slice(end, Math.max(to - run.trimStart().length, end)) + erased;
      end = from + run.trimEnd().length;
      place = to - 1;
    }
    return kept + text.slice(end);
  }

  function erase(text: string): string | undefined {
    let result = pieces.size > 0 && text.length >= shortestRun ? eraseRuns(text) : text;
    for (const whole of wholes) if (result.includes(whole)) result = result.replaceAll(whole, erased);
    return result === text ? undefined : result;
  }

  return {
    erase,
    eraseJson(json) {
      let isChanged = false;
      const value = JSON.parse(json, (_, each) => {
        const without = typeof each === 'string' ? erase(each) : undefined;
        isChanged ||= without !== undefined;
        return without ?? each;
      });
      return isChanged ? JSON.stringify(value) : undefined;
    },
  };
}

/** The texts of an object that somebody could quote: not ids, dates and the words of STIX itself. */
export function quotableTexts(object: StixObject): string[] {
  const texts: string[] = [];
  const collect = (value: JsonValue | undefined, key: string): void => {
    if (typeof value === 'string') {
      if (value.length >= shortestWhole && !isMachinery(key, value)) texts.push(value);
    } else if (Array.isArray(value)) {
      for (const each of value) collect(each, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, each] of Object.entries(value)) collect(each, name);
    }
  };
  collect(object, '');
  return texts;
}

function isMachinery(key: string, value: string): boolean {
  if (/(^|_)(refs?|types?|roles|level|motivation|motivations|sophistication)$/.test(key)) return true;
  return /^[a-z][a-z0-9-]*--[0-9a-f-]{36}$/i.test(value) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
}

import { hashText } from '../model/hash.ts';
import { stem } from './stem.ts';

/** What a token's spelling alone says, worked out once per distinct spelling. */
export interface WordAttributes {
  readonly lower: string;
  readonly stem: string;
  readonly lowerHash: number;
  readonly stemHash: number;
  readonly suffix2: number;
  readonly suffix3: number;
  readonly prefix3: number;
  readonly shape: number;
}

const SHAPES = { punctuation: 1, number: 2, initial: 3, upper: 4, capital: 5, mixed: 6, lower: 7 } as const;
// Enough for any article; emptied when full, so that a hostile stream of new words cannot grow it for ever.
const MOST_WORDS = 100_000;
const known = new Map<string, WordAttributes>();

/** The attributes of a token's spelling. */
export function wordAttributes(word: string): WordAttributes {
  const found = known.get(word);
  if (found) return found;
  const lower = word.toLowerCase().replace(/’/g, "'");
  const base = stem(lower);
  const attributes: WordAttributes = {
    lower,
    stem: base,
    lowerHash: hashText(lower),
    stemHash: hashText(base),
    suffix2: hashText(lower.slice(-2)),
    suffix3: hashText(lower.slice(-3)),
    prefix3: hashText(lower.slice(0, 3)),
    shape: shapeOf(word),
  };
  if (known.size >= MOST_WORDS) known.clear();
  known.set(word, attributes);
  return attributes;
}

function shapeOf(word: string): number {
  const first = word.charAt(0);
  if (/^[$€£]?\d/.test(word)) return SHAPES.number;
  if (!/\p{L}/u.test(first)) return SHAPES.punctuation;
  if (first !== first.toLowerCase()) {
    if (word.length === 1) return SHAPES.initial;
    return word === word.toUpperCase() ? SHAPES.upper : SHAPES.capital;
  }
  return word === word.toLowerCase() ? SHAPES.lower : SHAPES.mixed;
}

/** How many numbers a sketch has, and how they are grouped to be looked up by. */
const bandCount = 16;
const bandRows = 4;
const sketchSize = bandCount * bandRows;
/** Words that are taken together. */
const shingleWords = 4;
/** Beyond this a text is told by its beginning. */
const mostWords = 20_000;

/**
 * What a text's wording is compared by: for each of 64 ways of hashing, the least hash of any four words in a row
 * (MinHash; Broder 1997). Equal numbers in two sketches are as frequent as shared word groups in the two texts.
 */
export type Sketch = {
  readonly numbers: Uint32Array;
  /** How many different groups of words the text has. */
  readonly size: number;
};

/** From 0 to 1. */
export type Likeness = {
  /** What part of all their word groups the texts share. */
  readonly shared: number;
  /** What part of the shorter one stands in the longer one too. */
  readonly contained: number;
};

/** Undefined for a text of few words, which says little by being equal. */
export function sketchOf(text: string): Sketch | undefined {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, mostWords) ?? [];
  if (words.length < shingleWords * 5) return undefined;
  const hashes = words.map(hashOf);
  const groups = new Set<number>();
  for (let at = 0; at + shingleWords <= hashes.length; at += 1) {
    let group = 0;
    for (let place = 0; place < shingleWords; place += 1) {
      group = mix((Math.imul(group, 31) + (hashes[at + place] as number)) | 0);
    }
    groups.add(group >>> 0);
  }
  const numbers = new Uint32Array(sketchSize).fill(0xffffffff);
  for (const group of groups) {
    for (let way = 0; way < sketchSize; way += 1) {
      const hash = mix(group ^ (ways[way] as number)) >>> 0;
      if (hash < (numbers[way] as number)) numbers[way] = hash;
    }
  }
  return { numbers, size: groups.size };
}

/** Numbers under which to look for texts that may be alike: two that share half of their wording share one for sure, nearly. */
export function bandsOf({ numbers }: Sketch): number[] {
  return Array.from({ length: bandCount }, (_, band) => {
    let [high, low] = [band, band ^ 0x5bd1e995];
    for (let row = 0; row < bandRows; row += 1) {
      const number = numbers[band * bandRows + row] as number;
      high = mix(Math.imul(high, 31) + number);
      low = mix(Math.imul(low, 37) ^ number);
    }
    // 52 bits: safe as a number in every language and database.
    return (high >>> 12) * 0x100000000 + (low >>> 0);
  });
}

/** An estimate, good to about 0.06. */
export function likenessOf(a: Sketch, b: Sketch): Likeness {
  let equal = 0;
  for (let way = 0; way < sketchSize; way += 1) if (a.numbers[way] === b.numbers[way]) equal += 1;
  const shared = equal / sketchSize;
  const both = (shared * (a.size + b.size)) / (1 + shared);
  return { shared, contained: Math.min(1, both / Math.max(1, Math.min(a.size, b.size))) };
}

/** Whether two texts are one in different papers: mostly the same, or the one a part of the other. */
export function isNearDuplicate({ shared, contained }: Likeness): boolean {
  return shared >= 0.5 || (shared >= 0.2 && contained >= 0.75);
}

/** Fixed, so that sketches made at different times can be compared. */
const ways = Uint32Array.from({ length: sketchSize }, (_, way) => mix(0x9e3779b9 * (way + 1)) >>> 0);

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const common = new Set(
  'the and that this with from have has had was were are for not but will would its their they his her into over also than then been being who whom what when where which said'.split(
    ' ',
  ),
);

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  // The beginnings of longer words: "withdraws" and "withdrawal" are about the same.
  return new Set(words.filter((word) => !common.has(word)).map((word) => word.slice(0, 6)));
}

/** Those that share most words with a text first; the others stay in their order. */
export function rankByWords<T>(text: string, items: readonly T[], nameOf: (item: T) => string): T[] {
  const wanted = wordsOf(text);
  const score = (item: T): number => {
    const words = wordsOf(nameOf(item));
    const shared = [...words].filter((word) => wanted.has(word)).length;
    return words.size === 0 ? 0 : shared / Math.sqrt(words.size);
  };
  return items
    .map((item) => ({ item, score: score(item) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

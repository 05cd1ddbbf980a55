/** Longer searches are cut: every word costs a look-up. */
const mostWords = 32;

/** The words of the index that begin so; undefined where they are too many to be named. */
export type WordsBeginning = (beginning: string) => readonly string[] | undefined;

/**
 * What a person typed, as an expression of the text index that can mean nothing else: words and "phrases", all of
 * which must occur; the last word also as a beginning, where it is more than a single letter. Undefined where nothing
 * was typed that could be found.
 */
export function parseSearch(typed: string, wordsBeginning: WordsBeginning): string | undefined {
  const parts = [...typed.matchAll(/"([^"]+)"|(\S+)/g)].slice(0, mostWords);
  const terms = parts.flatMap(([, phrase, word], index) => {
    const text = (phrase ?? word ?? '').replaceAll('"', ' ').replaceAll('\0', ' ');
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const isUnfinished = index === parts.length - 1 && phrase === undefined && /[\p{L}\p{N}]$/u.test(text);
    return [isUnfinished ? unfinished(text, wordsBeginning) : `"${text}"`];
  });
  return terms.length === 0 ? undefined : `{title text} : (${terms.join(' AND ')})`;
}

/**
 * The index reads all rows of all words with a beginning before it answers the first; of words that are named it reads
 * only as many as are wanted. So the beginning is replaced by the words that it may become.
 */
function unfinished(text: string, wordsBeginning: WordsBeginning): string {
  const [, before = '', beginning] = /^(.*[^\p{L}\p{N}\p{M}\p{Co}])?([a-z0-9]+)$/su.exec(fold(text)) ?? [];
  if (beginning === undefined) return `"${text}"*`;
  if (before === '' && beginning.length === 1) return `"${text}"`;
  const words = wordsBeginning(beginning);
  if (words === undefined) return `"${text}"*`;
  const wholes = words.map((word) => `"${before}${word}"`);
  return wholes.length === 0 ? `"${text}"` : `(${wholes.join(' OR ')})`;
}

/** Small letters without accents, as the index has them; whatever else it does to texts is left to it. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

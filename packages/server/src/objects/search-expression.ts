/** Longer searches are cut: every word costs a look-up. */
const mostWords = 32;

/**
 * What a person typed, as an expression of the text index that can mean nothing else: words and "phrases", all of
 * which must occur; the last word also as a beginning. Undefined where nothing was typed that could be found.
 */
export function parseSearch(typed: string): string | undefined {
  const parts = [...typed.matchAll(/"([^"]+)"|(\S+)/g)].slice(0, mostWords);
  const terms = parts.flatMap(([, phrase, word], index) => {
    const text = (phrase ?? word ?? '').replaceAll('"', ' ').replaceAll('\0', ' ');
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const isUnfinished = index === parts.length - 1 && phrase === undefined && /[\p{L}\p{N}]$/u.test(text);
    return [`"${text}"${isUnfinished ? '*' : ''}`];
  });
  return terms.length === 0 ? undefined : `{title text} : (${terms.join(' AND ')})`;
}

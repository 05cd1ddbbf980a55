/** Characters that show nothing, or that turn round what stands beside them (Unicode bidirectional controls). */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
/** Those that words of some scripts need: the zero-width joiner and non-joiner. */
const needed = new Set(['\u200c', '\u200d']);
const space = /\s+/gu;

/** The text in one line, as it may stand in a document: nothing in it is invisible, and nothing steers what is around it. */
export function plainText(text: string): string {
  return text
    .replace(space, ' ')
    .replace(unseen, (character) => (needed.has(character) ? character : '�'))
    .trim();
}

/** An address that a reader may follow; undefined for every other kind, and for what is none. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' ? href : undefined;
}

/** A run of harmless text, or one character that is shown as its code point instead of taking effect. */
export type TextPiece = { text: string } | { codepoint: string };

/**
 * Characters that change how the text around them is shown, or that hide in it: C0 and C1 controls other than tab
 * and line breaks, bidirectional marks, embeddings and isolates, invisible operators, annotations, language tags,
 * lone surrogates. Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
 */
const deceptive =
  /(?![\t\n\r])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits a text of unknown origin, so that nothing in it can reorder or hide what the reader sees. */
export function splitHostileText(value: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of value.matchAll(deceptive)) {
    if (match.index > from) pieces.push({ text: value.slice(from, match.index) });
    pieces.push({ codepoint: nameOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < value.length) pieces.push({ text: value.slice(from) });
  return pieces;
}

/** The same for places that take a plain string (labels, titles of windows, options): `⟨U+202E⟩` for such characters. */
export function plainText(value: string): string {
  return value.replace(deceptive, (character) => `⟨${nameOf(character)}⟩`);
}

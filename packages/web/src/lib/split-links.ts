/** A piece of a text: plain, or a link that the text writes as `[label](address)`. */
export type LinkPiece = { text: string } | { label: string; href: string };

/** Markdown's links with web addresses: what knowledge bases such as ATT&CK write into descriptions. */
const link = /\[([^[\]]{1,300})\]\((https?:\/\/[^\s()]{1,2000})\)/g;

/** Finds the links in a text; everything else of Markdown stays the plain text that STIX says it is. */
export function splitLinks(text: string): LinkPiece[] {
  const pieces: LinkPiece[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: label = '', 2: href = '' } of text.matchAll(link)) {
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ label, href });
    from = index + whole.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The text with only the labels of its links, for one line in a list. */
export function withoutLinks(text: string): string {
  return splitLinks(text)
    .map((piece) => ('text' in piece ? piece.text : piece.label))
    .join('');
}

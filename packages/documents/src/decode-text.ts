/**
 * Bytes as text: by the byte order mark, by what is declared, else UTF-8, else Windows-1252, in which anything is
 * something. Line ends become `\n`; control characters that no text needs are dropped.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  return (decode(bytes, declared) ?? new TextDecoder('windows-1252').decode(bytes))
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|\ufeff/gu, '');
}

function decode(bytes: Uint8Array, declared: string | undefined): string | undefined {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  for (const label of [mark, declared, 'utf-8']) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Not in that encoding, or there is none of that name: the next.
    }
  }
  return undefined;
}

/** White space made single; for a text that is one paragraph. */
export function tidy(text: string): string {
  return text.replace(/[\s\u00a0\u200b\u200e\u200f]+/g, ' ').trim();
}

/** Nothing that nodes say to each other is nested deeper. */
const mostDepth = 64;
/** Small values take many times their bytes in memory: a page of 64 MB may not be millions of empty lists. */
const mostValues = 2_000_000;

/** What a text or its bytes say as JSON; undefined for what is none, or is nested deeper or more minced than any of ours. */
export function parseJson(text: Buffer | string): unknown {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  if (!isModest(bytes)) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [bracket, brace, closedBracket, closedBrace] = [0x5b, 0x7b, 0x5d, 0x7d];

function isModest(bytes: Buffer): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfText(bytes, at);
    } else if (byte === bracket || byte === brace) {
      depth += 1;
      values += 1;
      if (depth > mostDepth) return false;
    } else if (byte === closedBracket || byte === closedBrace) depth -= 1;
    else if (byte === comma) values += 1;
    if (values > mostValues) return false;
  }
  return true;
}

/** The place of the quote that ends the text which begins here. */
function endOfText(bytes: Buffer, start: number): number {
  for (let end = bytes.indexOf(quote, start + 1); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (bytes[end - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return bytes.length;
}

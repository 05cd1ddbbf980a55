const tokens = /"(?:\\.|[^"\\])*"?|[{}[\],:]|[^\s"{}[\],:]+/gs;

/** Indents JSON without touching what is in it: parsing would lose digits of numbers and the order of odd keys. */
export function indentJson(text: string): string {
  const out: string[] = [];
  let depth = 0;
  let justOpened = false;
  const newLine = () => out.push(`\n${'  '.repeat(depth)}`);
  for (const [token] of text.matchAll(tokens)) {
    const closes = token === '}' || token === ']';
    if (closes) depth = Math.max(0, depth - 1);
    if (justOpened !== closes) newLine();
    const opens = token === '{' || token === '[';
    out.push(token === ':' ? ': ' : token);
    if (opens) depth += 1;
    if (token === ',') newLine();
    justOpened = opens;
  }
  return out.join('').trimStart();
}

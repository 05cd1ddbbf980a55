const OPENER = /^[\p{Lu}\p{N}"“@(•*-]/u;

/**
 * Tells whether the line that ends at an offset was ended on purpose: a neighbour of its block, up to the blank lines
 * around it, is so long that the next word would have stood in it. Headings, forms and feeds are so written; wrapped
 * prose is not.
 */
export function hardBreaks(text: string): (end: number) => boolean {
  const hard = new Set<number>();
  let block: { readonly end: number; readonly line: string }[] = [];
  let at = 0;
  for (const whole of text.split('\n')) {
    const line = whole.trimEnd();
    if (line === '') {
      addHard(hard, block);
      block = [];
    } else {
      block.push({ end: at + line.length, line });
    }
    at += whole.length + 1;
  }
  addHard(hard, block);
  return (end) => hard.has(end);
}

function addHard(hard: Set<number>, block: readonly { readonly end: number; readonly line: string }[]): void {
  const width = block.reduce((most, { line }) => Math.max(most, line.length), 0);
  for (const [i, { end, line }] of block.entries()) {
    const next = block[i + 1]?.line.trimStart() ?? '';
    const space = next.indexOf(' ');
    const word = space < 0 ? next.length : space;
    if (OPENER.test(next) && line.length + 1 + word <= width) hard.add(end);
  }
}

import { tidy } from '../decode-text.ts';
import type { Block } from '../draft.ts';

/** A line of a page: where it stands (points from below) and how high its letters are. */
export type PdfLine = { text: string; y: number; height: number };

/** Paragraphs out of lines: by the gaps between them and the size of their letters; running heads and page numbers go. */
export function pdfBlocks(pages: readonly (readonly PdfLine[])[]): Block[] {
  const running = runningLines(pages);
  const lines = pages.map((page) =>
    page.filter(
      (line) =>
        !running.has(markOf(line)) && !/^\s*(?:page\s*)?\d{1,4}(?:\s*(?:\/|of)\s*\d{1,4})?\s*$/i.test(line.text),
    ),
  );
  const usual = median(lines.flat().map(({ height }) => height));
  const gap = median(lines.flatMap((page) => page.flatMap((line, at) => gapAfter(page[at - 1], line))));
  const blocks: { text: string; height: number }[] = [];
  let before: PdfLine | undefined;
  for (const page of lines) {
    for (const [place, line] of page.entries()) {
      const last = blocks.at(-1);
      const isNewPage = place === 0;
      const isSameSize = before !== undefined && Math.abs(before.height - line.height) < 0.6;
      const isNear = before !== undefined && !isNewPage && before.y - line.y > 0 && before.y - line.y < gap * 1.35;
      const goesOn = isNewPage && before !== undefined && !/[.!?:]["'”’)\]]*\s*$/.test(before.text);
      if (last !== undefined && isSameSize && (isNear || goesOn)) last.text = joined(last.text, line.text);
      else blocks.push({ text: line.text, height: line.height });
      before = line;
    }
  }
  const largest = Math.max(0, ...blocks.slice(0, 12).map(({ height }) => height));
  return blocks.map(({ text, height }) => ({
    text: tidy(text),
    ...(height > usual * 1.25 ? { role: height === largest ? ('headline' as const) : ('heading' as const) } : {}),
  }));
}

/** Words that were divided at the end of a line become whole again. */
function joined(text: string, next: string): string {
  const start = text.trimEnd();
  return /\p{Ll}[-\u00ad\u2010]$/u.test(start) && /^\s*\p{Ll}/u.test(next)
    ? start.slice(0, -1) + next.trimStart()
    : `${start} ${next}`;
}

function gapAfter(before: PdfLine | undefined, line: PdfLine): number[] {
  const gap = before === undefined ? 0 : before.y - line.y;
  return gap > 0 && gap < 40 ? [gap] : [];
}

/** What stands at the same height, but for digits the same, on at least three pages. */
function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const mark of new Set(page.map(markOf))) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([mark, count]) => (count >= 3 ? [mark] : [])));
}

function markOf({ text, y }: PdfLine): string {
  return `${Math.round(y)} ${tidy(text).replace(/\d+/g, '#')}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

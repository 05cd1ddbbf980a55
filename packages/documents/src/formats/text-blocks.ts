import { tidy } from '../decode-text.ts';
import type { Block, DocumentDraft } from '../draft.ts';

const endsSentence = /[.!?:;]["'”’)\]]*$/;
/** An item, or a line of a form. */
const begins =
  /^\s*(?:[-•*–]\s|\(?\d{1,3}[.)]\s|\d{1,2}\/\d{1,2}\s|(?:From|To|Cc|Date|Subject|Re|Ref|Period|Classification):\s|(?:Q|A):\s|@\w)/;
const widest = 100;

/** Plain text: paragraphs between empty lines, or one a line. Lines broken at a margin are joined again. */
export function readText(text: string): DocumentDraft {
  return { blocks: textBlocks(text), facts: {} };
}

/** The paragraphs of a plain text. */
export function textBlocks(text: string): Block[] {
  return text
    .split(/\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+/)
    .flatMap(joinLines)
    .map((block) => ({ text: tidy(block) }))
    .filter((block) => block.text !== '');
}

/** The paragraphs within a run of lines: where all but the last of each are about as wide as a margin, they are one. */
function joinLines(run: string): string[] {
  const lines = run.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.max(...lines.map(({ length }) => length));
  if (lines.length < 2 || margin > widest || margin < 45) return lines;
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const before = paragraphs.at(-1);
    if (isOpen && before !== undefined && !begins.test(line)) paragraphs[paragraphs.length - 1] = `${before}\n${line}`;
    else paragraphs.push(line);
    // A line that could have held the next word was ended on purpose, and so is a title in capitals.
    isOpen =
      line.trimEnd().length > margin - 18 &&
      !(endsSentence.test(line.trim()) && line.trimEnd().length < margin - 8) &&
      /\p{Ll}/u.test(line);
  }
  return paragraphs;
}

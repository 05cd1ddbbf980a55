import { paragraphIndex } from '../stix/report-paragraphs.ts';

const called: Readonly<Record<string, string>> = { name: 'the title', description: 'the summary', content: 'the text' };

/** What people call the place that a selector selects. */
export function selectorWords(selector: string): string {
  const paragraph = paragraphIndex(selector);
  return paragraph === undefined ? (called[selector] ?? selector.replaceAll('_', ' ')) : `paragraph ${paragraph + 1}`;
}

/** "the title, paragraph 2 and 3 other places" */
export function withheldWords(selectors: readonly string[]): string {
  const words = selectors.map(selectorWords);
  const few = words.length > 4 ? [...words.slice(0, 3), `${words.length - 3} other places`] : words;
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)}`;
}

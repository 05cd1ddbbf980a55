import type { Brief, BriefItem, BriefSection } from './brief.ts';
import { dayWords, momentWords } from './day-words.ts';
import { plainText, safeUrl } from './plain-text.ts';
import { termsLine } from './terms-line.ts';

/** The brief as CommonMark. Nothing in it that came from an object can be markup, HTML or a link of its own. */
export function writeMarkdown(brief: Brief): string {
  const terms = `**${literal(termsLine(brief.terms))}**`;
  const sources = brief.sources.map(({ number, text, url }) => `${number}. ${literal(text)}${address(url)}`);
  const lines = [
    terms,
    '',
    `# ${literal(brief.title)}`,
    '',
    literal(brief.subtitle),
    '',
    ...brief.terms.handling.flatMap((each) => [`> ${literal(each)}`, '']),
    ...brief.sections.flatMap(section),
    ...(sources.length === 0 ? [] : ['## Sources', '', ...sources, '']),
    '---',
    '',
    `${literal(`Made for ${brief.by}, ${momentWords(brief.made)}.`)}`,
    '',
    terms,
  ];
  return `${lines.join('\n')}\n`;
}

function section({ heading, items, empty, note }: BriefSection): string[] {
  return [
    `## ${literal(heading)}`,
    '',
    ...(items.length === 0 ? [literal(empty)] : items.map(item)),
    '',
    ...(note === undefined ? [] : [`*${literal(note)}*`, '']),
  ];
}

function item({ day, lead, text, isQuote, note, sources }: BriefItem): string {
  const said = isQuote ? `“${literal(text)}”` : literal(text);
  const before = [day && dayWords(day), lead === undefined ? undefined : `**${literal(lead)}**`].filter(
    (each) => each !== undefined,
  );
  const refs = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
  return `- ${before.join(' ')}${before.length === 0 ? '' : ': '}${said}${note === undefined ? '' : ` — ${literal(note)}`}${refs}`;
}

function address(url: string | undefined): string {
  const safe = url === undefined ? undefined : safeUrl(url);
  return safe === undefined ? '' : ` <${safe.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(' ', '%20')}>`;
}

/** All ASCII punctuation can be escaped (CommonMark 0.31, section 2.4); so can addresses that some readers link by themselves. */
function literal(text: string): string {
  return plainText(text)
    .replace(/[!-/:-@[-`{-~]/g, (character) => (harmless.has(character) ? character : `\\${character}`))
    .replace(/^(\d+)\./, '$1\\.')
    .replaceAll('://', '\\://')
    .replace(/www\./gi, (start) => start.replace('.', '\\.'));
}
/** Those that mean nothing inside a line. A full stop or hyphen means something only at its beginning. */
const harmless = new Set([',', '.', '(', ')', "'", '"', ';', '/', '-', '%', '?', ':']);

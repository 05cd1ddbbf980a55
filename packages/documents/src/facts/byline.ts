import { agencyNamed } from './agencies.ts';
import { isNameOfPaper } from './papers.ts';
import { dayIn } from './text-dates.ts';

/** Who wrote a text, and for whom. */
export type Byline = {
  readonly byline: string;
  readonly publisher?: string;
  readonly agency?: string;
  readonly place?: string;
  /** The day that stands behind the names. */
  readonly day?: string;
};

const given = "\\p{Lu}[\\p{L}\\p{M}.'’-]*";
const person = `${given}(?:\\s+(?:(?:al|bin|ben|de|del|der|den|da|di|du|el|la|le|van|von|ter|ibn)\\s+)*${given}){1,4}`;
const persons = `${person}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*&\\s*)${person}){0,5}`;
const led = /^(?:story\s+|words\s+|text\s+|analysis\s+|report(?:ed)?\s+|written\s+|posted\s+)?by:?\s+(.+)$/iu;
const oneAuthor = new RegExp(`^(${person})(?:\\s+in\\s+(${given}(?:\\s+${given}){0,2}))?$`, 'u');
const reports = new RegExp(
  `^(?:(.{2,40}?)[’']s\\s+)?(${persons})(?:\\s+in\\s+(${given}(?:\\s+${given}){0,2}))?\\s+(?:reports?|has (?:more|the (?:story|details|latest)))(?:\\s+(?:for\\s+(.{2,40}?)|from\\s+(.{2,40}?)))?[.:]?$`,
  'u',
);
const role = /(?:correspondent|editor|writer|reporter|staff|bureau chief|columnist)/i;
const capitalised = /^\p{Lu}[\p{Lu}\s.'’,&-]+$/u;

/** The byline that a short block is; undefined where it is none. */
export function readByline(text: string): Byline | undefined {
  if (text.length > 160) return undefined;
  const spoken = reports.exec(text);
  if (spoken) {
    const [, station, byline = '', place, paper, origin] = spoken;
    return { byline, ...whose(station ?? paper), ...((place ?? origin) ? { place: (place ?? origin) as string } : {}) };
  }
  const after = led.exec(text)?.[1];
  if (after === undefined) return undefined;
  return attributed(after) ?? { byline: after.replace(/[.,;]$/, '') };
}

/** The same where nothing says "by": only to be asked of the few lines between headline and body. */
export function readBareByline(text: string): Byline | undefined {
  const found = attributed(text);
  // "World Today" looks like a name too: a line of names alone is a byline where there are at least two, or a place.
  return found &&
    (found.place !== undefined ||
      found.publisher !== undefined ||
      found.agency !== undefined ||
      / and |,/.test(found.byline))
    ? found
    : undefined;
}

/** Names, each with where he was, then what follows a comma or a bar: a paper, an agency, or what they are there. */
function attributed(text: string): Byline | undefined {
  const [head = '', ...bars] = text.replace(/[.;]$/, '').split(/\s*(?:\||–|—|\s-|\/)\s*/);
  const names = head.split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/i);
  const isTail = (part: string): boolean => agencyNamed(part) !== undefined || isNameOfPaper(part) || role.test(part);
  const end = names.findIndex((part, place) => place > 0 && isTail(part));
  const tails = end < 0 ? bars : [...names.splice(end), ...bars];
  const found = names.map((name) => oneAuthor.exec(unshout(name)));
  if (found.some((each) => each === null)) return undefined;
  const byline = new Intl.ListFormat('en').format(found.map((each) => each?.[1] ?? ''));
  const places = found.flatMap((each) => each?.[2] ?? []);
  const day = tails.map(dayIn).find((each) => each !== undefined);
  const tail = tails.find(
    (part) => dayIn(part) === undefined && (!role.test(part) || agencyIn(part).agency !== undefined),
  );
  return {
    byline,
    ...(places[0] === undefined ? {} : { place: places[0] }),
    ...(day === undefined ? {} : { day }),
    ...(tail === undefined ? {} : role.test(tail) ? agencyIn(tail) : whose(tail)),
  };
}

/** "JANE ROE" as "Jane Roe". */
function unshout(name: string): string {
  if (!capitalised.test(name)) return name;
  return name.toLowerCase().replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** "Associated Press writer", "AP diplomatic writer". */
function agencyIn(tail: string | undefined): Pick<Byline, 'agency'> {
  const words = (tail ?? '').split(/\s+/);
  for (const count of [2, 1]) {
    const agency = agencyNamed(words.slice(0, count).join(' '));
    if (agency !== undefined) return { agency };
  }
  return {};
}

function whose(name: string | undefined): Pick<Byline, 'publisher' | 'agency'> {
  if (name === undefined) return {};
  const agency = agencyNamed(name);
  return agency === undefined ? { publisher: name.trim() } : { agency };
}

import type { Prepared } from '../attributions/span-tagger.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { appositionBefore } from './apposition.ts';
import { countryIn, countryOf } from './countries.ts';
import { genderOfFirstName } from './first-names.ts';
import { genderOfTitle, isInsideOffice, isOffice, isRank } from './offices.ts';

/** A person that the text names. */
export interface Person {
  /** The fullest name in the text. */
  name: string;
  readonly last: string;
  gender?: 'male' | 'female';
  /** Offices as the text gives them, the first one first. */
  readonly offices: string[];
  country?: string;
  /** Whom the first office belongs to, where the text says so before the name ("Iceland's minister, …", "its head, …"). */
  principalAt?: TokenRange;
}

/** A place where the text names a person or an organisation; the range is the name without its title. */
export interface Mention extends TokenRange {
  readonly person?: Person;
  /** The name of an organisation, a place or a group. */
  readonly body?: string;
  /** Where the title before the name starts; the name itself where there is none. */
  readonly titleFrom: number;
  /** Whether a verb follows, so that it is probably a subject. */
  readonly subject: boolean;
}

/** The people and bodies of a text, in the order they are named. */
export interface Cast {
  readonly people: readonly Person[];
  readonly mentions: readonly Mention[];
}

const PARTICLES = new Set(['de', 'la', 'van', 'von', 'der', 'den', 'bin', 'ibn', 'al', 'el', 'di', 'da', 'du']);
const FUNCTION_TAGS = new Set(
  (['DT', 'IN', 'CC', 'PRP', 'PRP$', 'WH', 'EX', 'MD', 'BE', 'AUX', 'NOT', 'UH', 'DATE', 'CD', 'POS'] as const).map(
    (tag) => TAG[tag],
  ),
);
const COURTESY = /^(?:Mr|Mrs|Ms|Dr|Miss|Sir|Dame|Lord|Lady|Baroness)\.?$/;
const HEADS_OF_VERBS = new Set([TAG.VBD, TAG.VB, TAG.VBZ, TAG.MD, TAG.BE, TAG.AUX]);
// Offices that bodies do not hold, as they can be "the manager of the port".
const PERSONAL =
  /\b(?:mayor|minister|secretary|spokes\w+|envoy|ambassador|president|governor|general|commander|lawyer|judge|professor|director|chair(?:wo)?man)\b/i;
const LONGEST_OFFICE = 14;
const MOST_NAMESAKES = 20;
const MOST_OFFICES = 12;

/** Reads who is named in a text, with titles, appositions and genders. */
export function readCast(text: Prepared): Cast {
  const people: Person[] = [];
  const byLast = new Map<string, Person[]>();
  const mentions: Mention[] = [];
  const doubtful: Mention[] = [];
  const { a, tags } = text;
  for (let i = 0; i < a.words.length; i++) {
    const starts = startsName(text, i);
    if (!starts) continue;
    const run = nameRun(text, i);
    const title = titleOf(text, run);
    const name = { from: nameStart(text, title.to, run.to), to: run.to };
    i = run.to - 1;
    if (name.from >= name.to) continue;
    const subject = HEADS_OF_VERBS.has(tags[run.to] ?? 0) || tags[run.to] === TAG.RB;
    const words = a.words.slice(name.from, name.to);
    const apposed = starts === 'maybe' ? undefined : appositionBefore(text, run);
    if (starts === 'maybe') {
      const country = countryOf(words.join(' '));
      if (country) mentions.push({ ...name, titleFrom: run.from, body: country, subject });
      else if (words.length === 1) doubtful.push({ ...name, titleFrom: run.from, body: words[0] ?? '', subject });
      continue;
    }
    const isTold = apposed !== undefined || PERSONAL.test(apposition(text, run.to) ?? '');
    if (!isPerson(text, name, title) && !(isTold && isNameLike(text, name))) {
      mentions.push({ ...name, titleFrom: run.from, body: phrase(text, run), subject });
      continue;
    }
    const courtesy = a.words.slice(title.from, title.to).map(genderOfTitle).find(Boolean);
    const person = enlist(people, byLast, words, courtesy);
    const gender = courtesy ?? genderOfFirstName(words.length > 1 ? (words[0] ?? '') : '');
    if (gender) person.gender ??= gender;
    const titled = officePhrase(text, title);
    const after = apposition(text, run.to);
    if (apposed) {
      if (person.offices.length === 0 && apposed.of) person.principalAt = apposed.of;
      addOffice(person, phrase(text, apposed.office));
    }
    // A rank is held for life; what he commands is his office.
    for (const office of titled && isRank(titled) ? [after, titled] : [titled ?? after])
      if (office) addOffice(person, office);
    const country = person.offices.length > 0 ? countryAfter(text, run.to) : undefined;
    if (country) person.country ??= country;
    mentions.push({ ...name, titleFrom: run.from, person, subject });
  }
  const known = doubtful.filter(({ body }) => byLast.has(lastName(body ?? '')));
  const all = [...mentions, ...known].sort((x, y) => x.from - y.from);
  return { people, mentions: all.map((mention) => asPersonByLastName(mention, byLast)) };
}

/** "Trump" alone is the person of that name where the text names one in full, before or after. */
function asPersonByLastName(mention: Mention, byLast: ReadonlyMap<string, readonly Person[]>): Mention {
  const { body, ...place } = mention;
  const person = body === undefined || body.includes(' ') ? undefined : byLast.get(lastName(body))?.at(-1);
  return person ? { ...place, person } : mention;
}

/** Adds an office to a person, and the country that it names. */
export function addOffice(person: Person, office: string): void {
  if (person.offices.length < MOST_OFFICES && !person.offices.includes(office)) person.offices.push(office);
  const country = countryIn(office.split(/\s+/));
  if (country) person.country ??= country;
}

/** Whether a capital starts a name here: `maybe` for a sentence's first word that only the rest of the text can tell. */
function startsName({ a, tags }: Prepared, i: number): boolean | 'maybe' {
  const shape = a.attributes[i]?.shape ?? 0;
  if (shape < 3 || shape > 6) return false;
  const tag = tags[i] as number;
  if (FUNCTION_TAGS.has(tag)) return false;
  // A sentence's first word is a name only where its class says so.
  const initial = a.sentenceStart[i] === i || a.quotes.open[i] === i - 1;
  if (!initial) return true;
  const named = tag >= TAG.NNP && tag <= TAG.DEM;
  const twoCapitals = (a.attributes[i + 1]?.shape ?? 0) === 5;
  return named || twoCapitals || isOffice(a.words[i] ?? '') || 'maybe';
}

function nameRun({ a, tags }: Prepared, from: number): TokenRange {
  let to = from + 1;
  const end = a.sentenceEnd[from] as number;
  while (to < end) {
    const shape = a.attributes[to]?.shape ?? 0;
    const word = a.words[to] ?? '';
    // After "Mr" a capital is a name, whatever its class.
    const isClass = !FUNCTION_TAGS.has(tags[to] as number) || COURTESY.test(a.words[to - 1] ?? '');
    const capital = shape >= 3 && shape <= 6 && isClass;
    const next = a.attributes[to + 1]?.shape ?? 0;
    const inner = to + 1 < end && next >= 3 && next <= 6;
    if (capital) to++;
    else if (inner && (PARTICLES.has(word.toLowerCase()) || (word === 'of' && isOffice(a.words[to - 1] ?? ''))))
      to += 2;
    else break;
  }
  return { from, to };
}

/** The office at the front of a run of capitals: up to its last office word, and what hangs on that by "of". */
function titleOf({ a }: Prepared, run: TokenRange): TokenRange {
  let to = run.from;
  for (let i = run.from; i < run.to; i++) {
    const word = a.words[i] ?? '';
    if (COURTESY.test(word) || isOffice(word)) to = i + 1;
    else if (i === to && to > run.from && (word === 'of' || isInsideOffice(word))) to = i + 1;
    else if (a.words[i - 1] === 'of' && i <= to) to = i + 1;
  }
  if (to < run.to) return { from: run.from, to };
  // Nothing is left for the name: "Mr. King" and "Martin Luther King" are people, not monarchs.
  const named = COURTESY.test(a.words[to - 2] ?? '')
    ? to - 1
    : genderOfFirstName(a.words[run.from] ?? '')
      ? run.from
      : to;
  return { from: run.from, to: Math.max(run.from, named) };
}

/** Whether a name after an office can be a person's: two to four words, and no country. */
function isNameLike({ a }: Prepared, { from, to }: TokenRange): boolean {
  return to - from > 1 && to - from < 5 && !countryOf(a.words.slice(from, to).join(' '));
}

function isPerson({ a, tags }: Prepared, name: TokenRange, title: TokenRange): boolean {
  if (name.to - name.from > 5) return false;
  const whole = a.words.slice(name.from, name.to).join(' ');
  if (countryOf(whole)) return false;
  const first = a.words[name.from] ?? '';
  if (title.to > title.from) return (tags[name.from] as number) !== TAG.DEM && /^\p{Lu}/u.test(first);
  if (name.to - name.from > 1 && genderOfFirstName(first)) return true;
  let people = 0;
  for (let i = name.from; i < name.to; i++) {
    if (tags[i] === TAG.PER) people++;
    if (tags[i] === TAG.ORG || tags[i] === TAG.DEM) people--;
  }
  return people > 0;
}

/** Where the name proper starts: "Crooked Hillary Clinton" and "Rival Hillary Clinton" are Hillary Clinton. */
function nameStart({ a, tags }: Prepared, from: number, to: number): number {
  for (let i = from; i < to - 1; i++) if (genderOfFirstName(a.words[i] ?? '')) return i;
  let start = from;
  while (start < to - 1 && (tags[start] === TAG.VBG || tags[start] === TAG.JJ || tags[start] === TAG.VBN)) start++;
  return start;
}

function enlist(
  people: Person[],
  byLast: Map<string, Person[]>,
  words: readonly string[],
  courtesy: Person['gender'],
): Person {
  const name = words.join(' ');
  // "De Wit" is Annelies de Wit.
  const isShort = words.findIndex((word) => !PARTICLES.has(word.toLowerCase())) === words.length - 1;
  const last = lastName((words.at(-1) ?? '').replace(/^(?:Jr|Sr)\.?$/, words.at(-2) ?? ''));
  const namesakes = byLast.get(last) ?? [];
  const gender = courtesy ?? genderOfFirstName(words.length > 1 ? (words[0] ?? '') : '');
  const possible = namesakes.slice(-MOST_NAMESAKES).filter((p) => !gender || !p.gender || p.gender === gender);
  const same = isShort ? possible.at(-1) : possible.find((p) => compatible(p.name, name));
  if (same) {
    if (name.length > same.name.length) {
      same.name = name;
      if (gender) same.gender ??= gender;
    }
    return same;
  }
  const person: Person = { name, last, offices: [] };
  people.push(person);
  byLast.set(last, [...namesakes.slice(-MOST_NAMESAKES), person]);
  return person;
}

/** "Al-Rifai" at the beginning of a sentence is "al-Rifai" inside one. */
function lastName(name: string): string {
  return name.replace(/^(?:Al|El|Ad|An|Ar|As|At|Az)-(?=\p{Lu})/u, (article) => article.toLowerCase());
}

/** Whether two names with the same last name may be one person's: one is short, or the first names begin alike. */
function compatible(x: string, y: string): boolean {
  const [first = '', second] = x.split(' ');
  const [other = '', another] = y.split(' ');
  return second === undefined || another === undefined || first.startsWith(other) || other.startsWith(first);
}

/** The office before a name: its title, and the words before that belong to it ("former Florida Gov."). */
function officePhrase(text: Prepared, title: TokenRange): string | undefined {
  const { a, tags } = text;
  let { from } = title;
  while (from < title.to && COURTESY.test(a.words[from] ?? '')) from++;
  let found = a.words.slice(from, title.to).some(isOffice);
  const first = a.sentenceStart[title.from] as number;
  for (; from > first; from--) {
    const word = a.words[from - 1] ?? '';
    const tag = tags[from - 1] as number;
    if (isOffice(word)) found = true;
    else if (!found) break;
    else if (!isInsideOffice(word) && tag !== TAG.JJ && tag !== TAG.DEM && !isCountryBefore(text, from)) break;
  }
  while (from < title.to && /^(?:of|for|and|to|the)$/i.test(a.words[from] ?? '')) from++;
  return found ? phrase(text, { from, to: title.to }) : undefined;
}

function isCountryBefore({ a }: Prepared, from: number): boolean {
  return a.sentenceStart[from] !== from && countryOf(a.words[from - 1] ?? '') !== undefined;
}

/** "Prime Minister Kovač of Slovenia": whose. */
function countryAfter({ a }: Prepared, at: number): string | undefined {
  return a.words[at] === 'of'
    ? (countryOf(a.words[at + 1] ?? '') ?? countryIn(a.words.slice(at + 1, at + 4)))
    : undefined;
}

/** The office in ", the head of X," after a name. */
function apposition(text: Prepared, at: number): string | undefined {
  const { a } = text;
  if (a.words[at] !== ',') return undefined;
  let from = at + 1;
  if (/^(?:an?|the|its|their|who is the|who is)$/i.test(a.words[from] ?? '')) from++;
  let to = from;
  let found = false;
  const end = Math.min(a.sentenceEnd[at] as number, from + LONGEST_OFFICE);
  while (to < end && !/^(?:,|;|\(|who|which|—|–|--|"|“|”|'')$/.test(a.words[to] ?? '')) {
    const word = a.words[to] ?? '';
    if (to - from < 7 && (isOffice(word) || (word === 'head' && a.words[to + 1] === 'of'))) found = true;
    if (HEADS_OF_VERBS.has(text.tags[to] as number) && !isOffice(word)) return undefined;
    to++;
  }
  if (a.words[to - 1] === '.') to--;
  return found && to > from ? phrase(text, { from, to }) : undefined;
}

/** The text of a token range, white space made single. */
export function phrase({ a }: Prepared, { from, to }: TokenRange): string {
  if (to <= from) return '';
  return a.text.slice(a.start[from], a.end[to - 1]).replace(/\s+/g, ' ');
}

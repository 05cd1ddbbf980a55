import { francAll } from 'franc-min';
import type { Caption, Document, DocumentFacts, TextFacts } from '../document.ts';
import type { Block, DocumentDraft } from '../draft.ts';
import { agencyNamed } from './agencies.ts';
import { type Byline, readBareByline, readByline } from './byline.ts';
import { readCaption } from './caption.ts';
import { readDateLine } from './date-line.ts';
import { readFormLine } from './form-head.ts';
import { isCredit, isFurniture } from './furniture.ts';
import { isNameOfPaper } from './papers.ts';
import { dayIn, declaredDate, isOnlyDate } from './text-dates.ts';

const endsSentence = /[.!?…]["'”’)\]]*$/;
/** Agencies end captions with place and day: "… in Washington, Wednesday, Feb. 6, 2019." */
const captionPlace =
  /\b(?:in|at|near|outside) (\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,2}(?:, (?!\p{Lu}\p{Ll}+day)\p{Lu}[\p{L}.]+)?), (?:on )?(?:\p{Lu}\p{Ll}+day, )?(?:\p{Lu}\p{Ll}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{Ll}{2,8})/u;
/** A place and a day as a line of their own: "The Hague, 17 June 2033". */
const placeAndDay =
  /^(\p{Lu}[\p{L}.’' -]{2,30}), (?:\p{Lu}\p{Ll}+day,? )?(?:\d{1,2} \p{L}{3,9}|\p{L}{3,9} \d{1,2},) \d{4}$/u;
/** So long a block is text, whatever it ends with. */
const longestLine = 180;
/** Blocks before the text among which a headline, a byline and the like are looked for. */
const mostAbove = 14;

/**
 * Tells the body of a text from what stands above, among and below it: headline, byline, date line, captions. What the
 * format itself declares counts more than what it looks like.
 */
export function recogniseFacts({ blocks, facts: declared, notes = [] }: DocumentDraft): Document {
  const found: TextFacts = {};
  const captions: Caption[] = [];
  const credits: string[] = [];
  const body: string[] = [];
  const set = (key: keyof TextFacts, value: string | undefined): void => {
    if (value !== undefined && value !== '') found[key] ??= value;
  };
  const setByline = ({ byline, publisher, agency, place, day }: Byline): void => {
    set('byline', byline);
    set('publisher', publisher);
    set('agency', agency);
    set('place', place);
    set('published', day);
  };

  const start = Math.min(bodyStart(blocks), mostAbove);
  const forms = new Map(
    blocks.slice(0, start).flatMap((block) => {
      const line = readFormLine(block.text);
      return line === undefined ? [] : [[block, line] as const];
    }),
  );
  for (const line of forms.values())
    if (line.says !== 'other') set(line.says, line.says === 'published' ? dayIn(line.text) : line.text);
  const chosen =
    blocks.slice(0, start).find(({ role }) => role === 'headline') ??
    headlineOf(
      blocks.slice(0, start).filter((block) => !forms.has(block)),
      declared.headline,
    );
  for (const [place, block] of blocks.entries()) {
    const { text } = block;
    const caption = block.role === 'caption' ? (readCaption(text) ?? { text }) : readCaption(text);
    const byline = caption === undefined ? readByline(text) : undefined;
    if (forms.has(block)) continue;
    if (block === chosen) set('headline', text);
    else if (caption !== undefined) addCaption(captions, caption);
    else if (byline !== undefined && (place < start + 4 || place >= blocks.length - 2)) setByline(byline);
    else if (isFurniture(text)) set('publisher', publisherOfCopyright(text));
    else if (isCredit(text)) credits.push(text);
    else if (place >= start) body.push(text);
    else if (isOnlyDate(text)) setDate(text);
    else if (/^https?:\/\/\S+$/.test(text)) set('url', text);
    else if (agencyNamed(text) !== undefined) set('agency', agencyNamed(text));
    else if (isNameOfPaper(text)) set('publisher', text);
    else {
      if (placeAndDay.test(text)) continue;
      const bare = readBareByline(text);
      if (bare !== undefined) setByline(bare);
      else if (text.length < 40 && place > blocks.indexOf(chosen as Block)) set('section', text);
      else if (text.length < 40 && !endsSentence.test(text) && block.role !== 'heading') set('section', text);
      else body.push(text);
    }
  }

  function setDate(text: string): void {
    const [first = '', second = ''] = text.split(/(?=\b(?:last )?(?:updated|modified))/i);
    const isUpdate = /^(?:last )?(?:updated|modified)/i.test(first);
    set(isUpdate ? 'updated' : 'published', dayIn(first));
    set('updated', dayIn(second));
  }

  const near =
    found.published ??
    (declared.published === undefined ? undefined : declaredDate(declared.published)) ??
    found.updated;
  // "Bamako, 4 October 2032", a heading that tells the day: worth less than a date that stands alone.
  const above = blocks.slice(0, start).map(({ text }) => text);
  const placed = above.map((text) => placeAndDay.exec(text)?.[1]).find((each) => each !== undefined);
  const isPaper = isNameOfPaper(placed ?? '');
  if (isPaper) set('publisher', placed);
  const aboveDay = above.map(dayIn).find((day) => day !== undefined);
  const shown = captions.map(({ text }) => captionPlace.exec(text)).find((match) => match !== null);
  const captionDay = captions.map(({ text }) => dayIn(text)).find((day) => day !== undefined);
  const line = readDateLine(body[0] ?? '', near ?? captionDay);
  if (line !== undefined) {
    body[0] = line.rest;
    set('place', line.place);
    set('agency', line.agency);
    set('publisher', line.publisher);
  }
  const facts = { ...found, ...cleanDeclared(declared) };
  const place = line?.place ?? facts.place ?? (isPaper ? undefined : placed) ?? shown?.[1];
  if (place !== undefined) facts.place = place;
  if (facts.headline !== undefined) facts.headline = withoutPublisher(facts.headline, facts.publisher);
  const agency = facts.agency ?? agencyNamed(facts.publisher ?? '') ?? agencyNamed(facts.byline ?? '');
  const dated = (line?.day ?? facts.published ?? facts.updated ?? aboveDay ?? captionDay)?.slice(0, 10);
  const language = facts.language ?? languageOf(body.join(' '));
  return {
    paragraphs: body.filter((text) => text !== ''),
    facts: {
      ...facts,
      ...(agency === undefined ? {} : { agency }),
      // Its own copy: what an agency sends out itself is published by it.
      ...(facts.publisher === undefined && agency !== undefined ? { publisher: agency } : {}),
      ...(dated === undefined ? {} : { dated }),
      ...(captions.length === 0 ? {} : { captions }),
      ...(credits.length === 0 ? {} : { credits }),
      ...(language === undefined ? {} : { language }),
    },
    notes,
  };
}

/** The place of the first block that is text of the article. */
function bodyStart(blocks: readonly Block[]): number {
  const place = blocks.findIndex(({ text, role }, at) => {
    if (role !== undefined || readCaption(text) !== undefined || isFurniture(text) || isOnlyDate(text)) return false;
    if (readByline(text) !== undefined || isCredit(text)) return false;
    // Headlines ask and shout, but hardly ever end in a full stop.
    const fewest = at > 0 ? 7 : /[.…]["'”’)\]]*$/.test(text) ? 9 : 14;
    const isMore = text.split(' ').length > fewest || /[.!?]["”’)]?\s+\p{Lu}/u.test(text);
    return text.length > longestLine || (endsSentence.test(text) && isMore);
  });
  return Math.max(place, 0);
}

/** The first line above the text that is none of the other things; the declared one, where it stands there. */
function headlineOf(above: readonly Block[], declared: string | undefined): Block | undefined {
  const same = above.find(({ text }) => declared !== undefined && (text === declared || declared.startsWith(text)));
  return (
    same ??
    above.find(
      ({ text }) =>
        text.length >= 12 &&
        readCaption(text) === undefined &&
        readByline(text) === undefined &&
        !isFurniture(text) &&
        !isOnlyDate(text) &&
        !/^https?:/.test(text) &&
        agencyNamed(text) === undefined &&
        (text.split(' ').length > 3 || above.length === 1),
    )
  );
}

/** A credit alone belongs to the caption before it. */
function addCaption(captions: Caption[], caption: Caption): void {
  const last = captions.at(-1);
  if (caption.text === '' && last !== undefined && last.credit === undefined)
    captions[captions.length - 1] = { ...last, ...caption, text: last.text };
  else captions.push(caption);
}

function publisherOfCopyright(text: string): string | undefined {
  const name =
    /^(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s+)?(.{2,60}?)(?:\s+\d{4})?(?:[.,]|\s+all rights|$)/i.exec(
      text,
    )?.[1];
  return name === undefined ? undefined : (agencyNamed(name) ?? name);
}

/** Headlines of pages often end in the name of the paper: "What was said | The Paper". */
function withoutPublisher(headline: string, publisher: string | undefined): string {
  const [, title, tail = ''] = /^(.{12,}?)\s+[|–—-]\s+([^|–—]{2,50})$/.exec(headline) ?? [];
  return title !== undefined && (tail === publisher || isNameOfPaper(tail)) ? title : headline;
}

/** What a format declares, in the forms of the facts; what is empty or no date is left out. */
function cleanDeclared(declared: DocumentFacts): TextFacts {
  const { captions: _, credits: __, published, updated, language, byline, ...rest } = declared;
  const tag = language === undefined ? undefined : canonicalLanguage(language);
  const [publishedAt, updatedAt] = [published, updated].map((text) =>
    text === undefined ? undefined : declaredDate(text),
  );
  const author = byline?.replace(/^by\s+/i, '');
  return {
    ...rest,
    ...(author === undefined || /^https?:/.test(author) ? {} : { byline: author }),
    ...(publishedAt === undefined ? {} : { published: publishedAt }),
    ...(updatedAt === undefined ? {} : { updated: updatedAt }),
    ...(tag === undefined ? {} : { language: tag }),
  };
}

function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** By the frequency of letter triples; too short a text tells nothing. English where another is hardly likelier. */
function languageOf(text: string): string | undefined {
  const likely = francAll(text.slice(0, 4000), { minLength: 60 }).slice(0, 12);
  const english = likely.find(([code, score]) => code === 'eng' && score > 0.85);
  const code = (english ?? likely[0])?.[0] ?? 'und';
  return code === 'und' ? undefined : canonicalLanguage(code);
}

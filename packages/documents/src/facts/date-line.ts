import { agencyNamed } from './agencies.ts';
import { dayIn, dayNear } from './text-dates.ts';

/** What stands before the first sentence, and where that begins. */
export type DateLine = {
  readonly place?: string;
  readonly day?: string;
  readonly agency?: string;
  /** A publisher in brackets that is no agency ("(CNN)"). */
  readonly publisher?: string;
  readonly rest: string;
};

const word = "\\p{Lu}[\\p{Lu}\\p{M}.'’-]+";
const capitals = `${word}(?:[ ]${word}){0,3}`;
const region = "(?:,\\s+(?:\\p{Lu}[\\p{L}.'’-]*)(?:[ ]\\p{Lu}[\\p{L}.'’-]*){0,2})?";
const several = `${capitals}${region}(?:(?:\\s*/\\s*|\\s+and\\s+)${capitals}${region})?`;
const mixed = "\\p{Lu}[\\p{L}.'’-]+(?:[ ]\\p{Lu}[\\p{L}.'’-]+){0,2}";
const date =
  '(?:,?\\s+(?:(?:\\p{Lu}\\p{Ll}+day,?\\s+)?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\p{Ll}*\\.?\\s+\\d{1,2}|\\d{1,2}\\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\p{Ll}*\\.?)(?:,?\\s+\\d{4})?))';
const agency = "(?:\\s*[(|/]\\s*([\\p{L}][\\p{L} .'’/-]{1,40}?)\\s*[)/]?)";
const dash = '\\s*(?:--+|[-–—―])\\s+|\\s*[—―–]\\s*|\\s*--+\\s*';

/** Place in capitals, with or without date and agency: "WASHINGTON, Feb 6 (Reuters) - ", "GENEVA — ". */
const inCapitals = new RegExp(`^(${several})(${date})?${agency}?(?:${dash})(?=[\\p{Lu}\\p{N}"“‘'(])`, 'u');
/** The same, ended by a colon or a full stop where date or agency leave no doubt: "MOSCOW, February 6. /TASS/. ". */
const stopped = new RegExp(`^(${several})(${date})?(?:[.:]?\\s*${agency})?[.:]\\s+(?=[\\p{Lu}\\p{N}"“‘'])`, 'u');
/** Place as it is usually written, which needs a date or an agency: "Washington, 6 February 2019 – ". */
const usual = new RegExp(`^(${mixed}${region})(${date})?${agency}?(?:${dash}|:\\s+)(?=[\\p{Lu}\\p{N}"“‘'(])`, 'u');
/** "(Reuters) - ", "(CNN) — ", "(CNN)The …". */
const onlyAgency = new RegExp(`^\\(([\\p{L}][\\p{L} .'’/-]{1,40})\\)(?:${dash}|\\s*)(?=[\\p{Lu}"“‘'])`, 'u');

/** Short words in capitals that are bodies and not places, before a dash. */
const bodies = new Set(
  'ISIS ISIL NATO UNESCO UNICEF UNHCR OPEC ASEAN INTERPOL EUROPOL OSCE BREAKING UPDATE EXCLUSIVE WATCH LIVE ANALYSIS OPINION FACTBOX EXPLAINER TIMELINE CORRECTED'.split(
    ' ',
  ),
);

/** The date line at the beginning of a body; `near` is the day from which a missing year is told. */
export function readDateLine(text: string, near?: string): DateLine | undefined {
  const only = onlyAgency.exec(text);
  if (only) return { ...source(only[1]), rest: text.slice(only[0].length) };
  const start = text.slice(0, 160);
  const capital = inCapitals.exec(start);
  if (capital && !bodies.has(capital[1] ?? '') && (capital[1]?.length ?? 0) > 2) return lineOf(capital, text, near);
  for (const form of [stopped, usual]) {
    const found = form.exec(start);
    if (found && (found[2] !== undefined || (found[3] !== undefined && agencyNamed(found[3]) !== undefined)))
      return lineOf(found, text, near);
  }
  return undefined;
}

function lineOf(found: RegExpExecArray, text: string, near: string | undefined): DateLine {
  const [all, place = '', when = '', by] = found;
  const day = dayIn(when) ?? (near === undefined ? undefined : dayNear(when, near));
  return { place: place.trim(), ...(day === undefined ? {} : { day }), ...source(by), rest: text.slice(all.length) };
}

function source(name: string | undefined): Pick<DateLine, 'agency' | 'publisher'> {
  if (name === undefined) return {};
  const known = agencyNamed(name);
  return known === undefined ? { publisher: name.trim() } : { agency: known };
}

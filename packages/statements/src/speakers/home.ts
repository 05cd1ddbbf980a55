import type { Speaker } from '../statement.ts';
import type { Cast, Person } from './cast.ts';
import { countryOf } from './countries.ts';
import { isOfficeOfGovernment } from './offices.ts';

// "OTTAWA, 2 February", "KYIV (Wire) -"
const DATE_LINE = /^(\p{Lu}[\p{Lu}.' -]{2,30}?(?:,\s\p{Lu}\p{Ll}+)?)(?:,|\s\(|\s?[-–—])/mu;
// "The Hague, 17 June 2033", as a line of its own
const PLACE_AND_DAY = /^(\p{Lu}[\p{L}.' -]{2,30}), (?:\w+,? )?(?:\d{1,2} \p{L}+|\p{L}+ \d{1,2},) \d{4}$/mu;
const BODIES = new Set(['European Union', 'United Nations', 'NATO', 'INTERPOL', 'Arab League', 'African Union']);
const SEARCHED = 1500;

/** The country around a text: that of its date line, else the only one that it names. Seats of organisations tell none. */
export function homeOf(text: string, place: string | undefined, { mentions }: Cast): string | undefined {
  const beginning = text.slice(0, SEARCHED);
  const named = place ?? (DATE_LINE.exec(beginning) ?? PLACE_AND_DAY.exec(beginning))?.[1];
  const parts = named?.split(',').map((part) => countryOf(part)) ?? [];
  const country = parts.find((part) => part !== undefined) ?? onlyOf(mentions);
  return country === undefined || BODIES.has(country) ? undefined : country;
}

function onlyOf(mentions: Cast['mentions']): string | undefined {
  const countries = new Set(mentions.flatMap(({ body }) => (body === undefined ? [] : (countryOf(body) ?? []))));
  return countries.size === 1 ? [...countries][0] : undefined;
}

const OF_THE_STATE =
  /^(?:(?:armed|air|security|special) forces?|(?:national |federal )?(?:army|navy|military|police|government|cabinet|parliament|intelligence service|border guard|coast guard)|\w+ ministry|ministry of \w+)$/i;

/** Who speaks for "the army", or is "the interior ministry" or "the foreign minister" of no country told, is of the country around. */
export function atHome(speaker: Speaker, home: string): Speaker {
  const { office, spokenFor, name, kind } = speaker;
  const isOfState =
    OF_THE_STATE.test(spokenFor ?? '') ||
    (spokenFor === undefined && (kind === 'organisation' ? OF_THE_STATE.test(name) : isOfHome(office, home)));
  return isOfState ? { ...speaker, spokenFor: home } : speaker;
}

/** Washington has secretaries, and its states attorneys general; a minister there is a guest. */
function isOfHome(office: string | undefined, home: string): boolean {
  if (office === undefined || !isOfficeOfGovernment(office)) return false;
  return !(home === 'United States' && /\b(?:minister|chancellor|attorney general|police)\b/i.test(office));
}

/** "OTTAWA - Prime Minister Claire Dubois": an office of government without a country is one of the country around it. */
export function giveCountry(person: Person, home: string): void {
  const [office] = person.offices;
  if (office === undefined || person.country !== undefined || person.principalAt !== undefined) return;
  if (isOfHome(office, home)) person.country = home;
}

import type { Cast, Person } from './cast.ts';
import { countryOf } from './countries.ts';
import { isOfficeOfGovernment } from './offices.ts';

// "OTTAWA, 2 February", "KYIV (Wire) -"
const DATE_LINE = /^(\p{Lu}[\p{Lu}.' -]{2,30}?)(?:,|\s\(|\s?[-–—])/mu;
const BODIES = new Set(['European Union', 'United Nations', 'NATO', 'INTERPOL', 'Arab League']);
const SEARCHED = 1500;

/** The country around a text: that of its date line, else the only one that it names. Seats of organisations tell none. */
export function homeOf(text: string, place: string | undefined, { mentions }: Cast): string | undefined {
  const named = place ?? DATE_LINE.exec(text.slice(0, SEARCHED))?.[1];
  const country = named === undefined ? onlyOf(mentions) : countryOf(named.split(',')[0] ?? '');
  return country === undefined || BODIES.has(country) ? undefined : country;
}

function onlyOf(mentions: Cast['mentions']): string | undefined {
  const countries = new Set(mentions.flatMap(({ body }) => (body === undefined ? [] : (countryOf(body) ?? []))));
  return countries.size === 1 ? [...countries][0] : undefined;
}

/** "OTTAWA - Prime Minister Claire Dubois": an office of government without a country is one of the country around it. */
export function giveCountry(person: Person, home: string): void {
  const [office] = person.offices;
  if (office === undefined || person.country !== undefined || person.principalAt !== undefined) return;
  // Washington has secretaries; a minister there is a guest.
  if (isOfficeOfGovernment(office) && !(home === 'United States' && /\b(?:minister|chancellor)\b/i.test(office)))
    person.country = home;
}

// The place in capitals, its country or state, the day, the agency; a dash ends it.
const DATE_LINE =
  /^\p{Lu}[\p{Lu}'’.\- ]{2,30}(?:,\s[\p{L}.'’ ]{2,30}){0,2}(?:,?\s[\p{L}. ]{0,20}\d{1,2}[\p{L}. ]{0,20}(?:,?\s\d{4})?)?(?:\s?\([^()\n]{2,30}\))?\s?(?:—|–|--|-)\s/u;
const LONGEST = 140;

/** How many UTF-16 units of a paragraph are its date line ("GENEVA, 11 Nov 2030 (Relief News) — "); 0 where it has none. */
export function dateLineLength(text: string, start: number): number {
  return DATE_LINE.exec(text.slice(start, start + LONGEST))?.[0].length ?? 0;
}

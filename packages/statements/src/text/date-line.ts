// The place in capitals, its country or state, the day, the agency; a dash ends it.
const DATE_LINE =
  /^\p{Lu}[\p{Lu}'’.\- ]{2,30}(?:,\s[\p{L}.'’ ]{2,30}){0,2}(?:,?\s[\p{L}. ]{0,20}\d{1,2}[\p{L}. ]{0,20}(?:,?\s\d{4})?)?(?:\s?\([^()\n]{2,30}\))?\s?(?:—|–|--|-)\s/u;
// "3. ", "(b) ", "2/4 ", "- "
const ITEM = /^(?:\(?(?:\d{1,3}|\p{Ll})\)|\d{1,3}\.|\d{1,2}\/\d{1,2}|[-•*–·])\s+(?=\S)/u;
const LONGEST = 140;

/**
 * How many UTF-16 units at the beginning of a paragraph nobody says: its date line ("GENEVA, 11 Nov 2030 (Relief News) — ")
 * or the number of an item; 0 where it has neither.
 */
export function leadLength(text: string, start: number): number {
  const beginning = text.slice(start, start + LONGEST);
  return (ITEM.exec(beginning) ?? DATE_LINE.exec(beginning))?.[0].length ?? 0;
}

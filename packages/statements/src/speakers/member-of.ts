import type { Speaker } from '../statement.ts';
import { countryIn, countryOf } from './countries.ts';

/** A member of the coalition by its names. */
export interface MemberName {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The member that a speaker is, speaks for or holds an office of; `countryOfPrincipal` where he speaks for a person. */
export function memberOf(
  speaker: Speaker,
  members: readonly MemberName[],
  countryOfPrincipal?: string,
): string | undefined {
  // "Mali and Senegal" are two, and neither.
  if (/ and /.test(speaker.name) && speaker.name.split(' and ').every((name) => countryOf(name))) return undefined;
  const { spokenFor, name: named, office } = speaker;
  const phrases = [countryOfPrincipal, spokenFor, named, office].filter((phrase) => phrase !== undefined);
  for (const phrase of phrases) {
    const country = countryOf(phrase) ?? countryIn(phrase.split(/\s+/));
    for (const { name, aliases = [] } of members)
      for (const known of [name, ...aliases])
        if (
          known.toLowerCase() === phrase.toLowerCase() ||
          (country && (countryOf(known) ?? known) === country) ||
          (phrase === speaker.office && isIn(known, phrase)) ||
          isOfPeople(known, phrase)
        )
          return name;
  }
  return undefined;
}

/** Whether a body is named in an office ("head of threat analysis at the Harbour ISAC"). */
function isIn(name: string, office: string): boolean {
  return name.length > 3 && ` ${office.toLowerCase()} `.includes(` ${name.toLowerCase()} `);
}

/** Whether a phrase has the adjective of a country that no list knows: "Ruritanian" of "Ruritania". */
function isOfPeople(name: string, phrase: string): boolean {
  if (!/^\p{Lu}\p{Ll}{4,}$/u.test(name)) return false;
  const root = name.replace(/[aeiouy]+$/, '');
  return (
    root.length > 3 &&
    phrase
      .split(/\s+/)
      .some((word) => word.startsWith(root) && /^(?:[iao]?ns?|[ie]?an|ese|ish|i|is)$/.test(word.slice(root.length)))
  );
}

import type { Speaker } from '../statement.ts';
import { countryIn, countryOf } from './countries.ts';

/** A member of the coalition by its names. */
export interface MemberName {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The member that a speaker is, speaks for or holds an office of. */
export function memberOf(speaker: Speaker, members: readonly MemberName[]): string | undefined {
  const phrases = [speaker.spokenFor, speaker.name, speaker.office].filter((phrase) => phrase !== undefined);
  for (const phrase of phrases) {
    const country = countryOf(phrase) ?? countryIn(phrase.split(/\s+/));
    for (const { name, aliases = [] } of members)
      for (const known of [name, ...aliases])
        if (known.toLowerCase() === phrase.toLowerCase() || (country && (countryOf(known) ?? known) === country))
          return name;
  }
  return undefined;
}

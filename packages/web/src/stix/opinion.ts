/** The opinion-enum of STIX 2.1 (section 10.18), from the strongest disagreement to the strongest agreement. */
export const opinions: readonly string[] = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'];

/** Where an opinion stands on the scale, 0 to 4; undefined for any other value. */
export function opinionIndex(opinion: unknown): number | undefined {
  const index = typeof opinion === 'string' ? opinions.indexOf(opinion) : -1;
  return index < 0 ? undefined : index;
}

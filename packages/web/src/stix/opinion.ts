/** The opinion-enum of STIX 2.1 (section 10.18), from the strongest disagreement to the strongest agreement. */
export const opinions = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] as const;

/** Where an opinion stands on the scale, 0 to 4; undefined for any other value. */
export function opinionIndex(opinion: unknown): number | undefined {
  const index = opinions.indexOf(opinion);
  return index < 0 ? undefined : index;
}

/** STIX's opinion enumeration (section 10.21), from strongly against to strongly for. */
export const opinions = ['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'] as const;
export type Opinion = (typeof opinions)[number];

/** The place on the scale: -2 to 2. */
export function degreeOf(opinion: Opinion): number {
  return opinions.indexOf(opinion) - 2;
}

/** Which side of the middle: -1, 0 or 1. */
export function sideOf(opinion: Opinion): number {
  return Math.sign(degreeOf(opinion));
}

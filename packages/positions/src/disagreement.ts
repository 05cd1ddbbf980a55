import { type Opinion, opinions } from './shapes/scale.ts';

/**
 * How much those disagree who have an opinion: 0 where all hold the same, 0.5 where they are spread evenly over the
 * scale, 1 where half is strongly for and half strongly against. It is (1 - A) / 2, A being van der Eijk's agreement of
 * an ordinal scale (Quality & Quantity 35, 2001). Undefined for less than two.
 */
export function disagreement(held: readonly Opinion[]): number | undefined {
  if (held.length < 2) return undefined;
  const counts = opinions.map((opinion) => held.filter((each) => each === opinion).length);
  let agreement = 0;
  for (;;) {
    const layer = Math.min(...counts.filter((count) => count > 0));
    if (!Number.isFinite(layer)) return (1 - agreement) / 2;
    const pattern = counts.map((count) => count > 0);
    const members = pattern.filter(Boolean).length * layer;
    agreement += (members / held.length) * agreementOf(pattern);
    for (const [place, count] of counts.entries()) if (count > 0) counts[place] = count - layer;
  }
}

/** Of a layer, in which each place of the scale is either held or not. */
function agreementOf(pattern: readonly boolean[]): number {
  const places = pattern.length;
  const held = pattern.filter(Boolean).length;
  if (held === places) return 0;
  let together = 0;
  let apart = 0;
  for (let low = 0; low < places; low += 1) {
    for (let middle = low + 1; middle < places; middle += 1) {
      for (let high = middle + 1; high < places; high += 1) {
        if (pattern[low] && !pattern[middle] && pattern[high]) apart += 1;
        else if (pattern[middle] && pattern[low] !== pattern[high]) together += 1;
      }
    }
  }
  const all = together + apart;
  const unimodality = all === 0 ? 1 : ((places - 2) * together - (places - 1) * apart) / ((places - 2) * all);
  return unimodality * (1 - (held - 1) / (places - 1));
}

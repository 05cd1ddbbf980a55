import { tlpMarkings } from '@entente/stix';

const levels = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** Marking ids that hold together, without the TLP levels that a narrower one of them makes idle. */
export function narrowestMarkings(refs: readonly string[]): string[] {
  const levelOf = (ref: string): number => levels.indexOf(tlpMarkings.get(ref)?.level ?? '');
  const narrowest = Math.max(...refs.map(levelOf));
  const all = [...new Set(refs)];
  const kept = all.find((ref) => levelOf(ref) === narrowest && narrowest >= 0);
  return all.filter((ref) => levelOf(ref) < 0 || ref === kept);
}

import type { Point } from './point.ts';

/**
 * The order in which points count, the last of them most: by day, and of one day by what is said here below. By chance,
 * that is by id, only what differs in nothing else.
 */
export function oldestFirst(a: Point, b: Point): number {
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  const weight = standing(a) - standing(b);
  if (weight !== 0) return weight;
  if (a.recorded !== b.recorded) return a.recorded < b.recorded ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Of one day: who clarifies speaks last; a position is taken after what was said; a principal knows its own word best. */
function standing({ kind, from, isOwnWord }: Point): number {
  return (isClarification(kind) ? 4 : 0) + (from === 'position' ? 2 : 0) + (isOwnWord ? 1 : 0);
}

/** Whether a statement of that kind says that what was said before is to be taken as follows. */
export function isClarification(kind: string | undefined): boolean {
  return kind === 'clarified';
}

import { byPrincipalOnClaim, daysBefore, sideOfPoint } from '../lines/cells.ts';
import { isClarification, oldestFirst } from '../lines/order-of-points.ts';
import type { Point } from '../lines/point.ts';
import { degreeOf } from '../shapes/scale.ts';
import { partyOf } from './party.ts';
import { type ClaimSignal, type Picture, signal } from './signal.ts';

/** How long after something was said its narrowing counts as a clarification, in days. */
const clarifyDays = 30;

/**
 * What was said for a principal is narrowed by something said for it later: by who says that he clarifies, or on the same
 * side more weakly, or under a condition. The newest for each principal and claim.
 */
export function clarifications({ lines, day }: Picture): ClaimSignal[] {
  const firstDay = eachDayOnce((since) => daysBefore(since, clarifyDays));
  return byPrincipalOnClaim(lines).flatMap((ofPrincipal) => {
    const points = ofPrincipal.flatMap((line) => line.points).filter(({ since }) => since <= day);
    points.sort(oldestFirst);
    for (let at = points.length - 1; at > 0; at -= 1) {
      const later = points[at];
      const earlier = later && narrowed(points.slice(0, at), later, firstDay(later.since));
      if (later === undefined || earlier === undefined) continue;
      const { claim, principal } = later;
      return [signal('clarification', claim, [principal], [earlier, later].map(partyOf), { day: later.since })];
    }
    return [];
  });
}

/** Points are many, and their days are few: reckoning with dates would be most of the work. */
function eachDayOnce(reckon: (day: string) => string): (day: string) => string {
  const known = new Map<string, string>();
  return (day) => {
    const found = known.get(day) ?? reckon(day);
    known.set(day, found);
    return found;
  };
}

/**
 * What a point narrows of those before it, since a day: rather the last on its own side, as who clarifies does not mean
 * to contradict.
 */
function narrowed(before: readonly Point[], later: Point, since: string): Point | undefined {
  let other: Point | undefined;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const each = before[at];
    if (each === undefined || each.since < since) break;
    if (!isBefore(each, later) || !narrows(later, each)) continue;
    if (sideOfPoint(each) === sideOfPoint(later)) return each;
    other ??= each;
  }
  return other;
}

/** Of one day, who says that he clarifies speaks after the others. */
function isBefore(earlier: Point, later: Point): boolean {
  const isSameDay = isClarification(later.kind) && !isClarification(earlier.kind) && earlier.since === later.since;
  return earlier.since < later.since || isSameDay;
}

function narrows(later: Point, earlier: Point): boolean {
  if (later.answer === 'declined' || earlier.answer === 'declined') return false;
  if (isClarification(later.kind)) return true;
  const [side, weight] = [sideOfPoint(earlier), Math.abs(degreeOf(earlier.opinion))];
  if (side === 0 || sideOfPoint(later) !== side) return false;
  const isConditionNew = later.answer === 'conditional' && earlier.answer !== 'conditional';
  return isConditionNew || (later.holder !== earlier.holder && Math.abs(degreeOf(later.opinion)) < weight);
}

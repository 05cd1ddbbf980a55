import { daysBefore, sideOfPoint } from '../lines/cells.ts';
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
  const byPrincipal = Map.groupBy(lines, ({ claim, principal }) => `${claim} ${principal}`);
  return [...byPrincipal.values()].flatMap((ofPrincipal) => {
    const points = ofPrincipal.flatMap((line) => line.points).filter(({ since }) => since <= day);
    points.sort(oldestFirst);
    for (const later of points.toReversed()) {
      const earlier = narrowed(points, later);
      if (earlier === undefined) continue;
      const { claim, principal } = later;
      return [signal('clarification', claim, [principal], [earlier, later].map(partyOf), { day: later.since })];
    }
    return [];
  });
}

/** What a point narrows: rather something on its own side, as who clarifies does not mean to contradict. */
function narrowed(points: readonly Point[], later: Point): Point | undefined {
  const since = daysBefore(later.since, clarifyDays);
  const found = points.filter((each) => each.since >= since && isBefore(each, later) && narrows(later, each));
  return found.findLast((each) => sideOfPoint(each) === sideOfPoint(later)) ?? found.at(-1);
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

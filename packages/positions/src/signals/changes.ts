import { sideOfPoint } from '../lines/cells.ts';
import type { Point } from '../lines/point.ts';
import { degreeOf } from '../shapes/scale.ts';
import { partyOf } from './party.ts';
import { type ClaimSignal, type Picture, signal } from './signal.ts';

/** The last change of each holder until the day: a reversal where it crossed the middle, otherwise a shift. */
export function changes({ lines, day }: Picture): ClaimSignal[] {
  return lines.flatMap(({ claim, holder, principal, points }) => {
    // Most never change, and there are very many.
    if (points.every(({ opinion }) => opinion === points[0]?.opinion)) return [];
    const said = points.filter(({ since, answer }) => since <= day && answer !== 'declined');
    const at = said.findLastIndex((each, place) => each.opinion !== (said[place - 1] ?? each).opinion);
    const [before, after] = [said[at - 1], said[at]];
    if (at < 1 || before === undefined || after === undefined) return [];
    const from = reversedFrom(said.slice(0, at), after) ?? before;
    const kind = sideOfPoint(from) * sideOfPoint(after) < 0 ? 'reversal' : 'shift';
    return [signal(kind, claim, [principal, holder], [partyOf(from), partyOf(after)], { day: after.since })];
  });
}

/** Who goes from one side to the middle, and on to the other, has reversed too. */
function reversedFrom(before: readonly Point[], after: Point): Point | undefined {
  const lastSide = before.findLast((each) => sideOfPoint(each) !== 0);
  const crossed = lastSide !== undefined && sideOfPoint(lastSide) * sideOfPoint(after) < 0;
  return crossed && degreeOf(lastSide.opinion) !== degreeOf(after.opinion) ? lastSide : undefined;
}

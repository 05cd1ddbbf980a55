import { degreeOf, sideOf } from '../shapes/scale.ts';
import { currentAt, type Line } from './lines.ts';
import { isClarification, oldestFirst } from './order-of-points.ts';
import type { Point } from './point.ts';

/** Where a principal stands on a claim on a day, with everybody who speaks for it. */
export type Cell = {
  readonly principal: string;
  readonly claim: string;
  /** What counts as its position: the official one, else what was last said for it. */
  readonly shown: Point;
  readonly isOfficial: boolean;
  /** What each of its voices holds, the official one included, newest first. */
  readonly voices: readonly Point[];
  /** What other voices, of which none is official, said otherwise on the day of the shown one: no less than it does. */
  readonly beside: readonly Point[];
  /** Whether voices of it stand on both sides. */
  readonly isDivided: boolean;
  /** Which way the shown line last moved, within the time asked for. */
  readonly trend: -1 | 0 | 1;
};

/** How far back a change counts as a trend, in days. */
const trendDays = 90;

/** One cell for each principal and claim of which anything holds on that day. */
export function cellsOf(lines: readonly Line[], day: string): readonly Cell[] {
  const recent = daysBefore(day, trendDays);
  return byPrincipalOnClaim(lines).flatMap((voices) => {
    const current: { readonly line: Line; readonly point: Point }[] = [];
    for (const line of voices) {
      const point = currentAt(line, day);
      if (point !== undefined) current.push({ line, point });
    }
    current.sort((a, b) => oldestFirst(b.point, a.point));
    const shown = current.find(({ point }) => point.holder === point.principal) ?? current[0];
    if (shown === undefined) return [];
    const { point } = shown;
    const points = current.map((each) => each.point);
    return [
      {
        principal: point.principal,
        claim: point.claim,
        shown: point,
        isOfficial: point.holder === point.principal,
        voices: points,
        beside: besideOf(point, points),
        isDivided: isDivided(points),
        trend: trendOf(shown.line, point, recent),
      },
    ];
  });
}

/** The lines of each principal on each claim. */
export function byPrincipalOnClaim(lines: readonly Line[]): readonly (readonly Line[])[] {
  // Twice by an id each: a text of both for every line would be most of the work.
  return [...Map.groupBy(lines, ({ claim }) => claim).values()].flatMap((onClaim) => [
    ...Map.groupBy(onClaim, ({ principal }) => principal).values(),
  ]);
}

/** An official position stands alone, and so does what explicitly clarifies the rest. */
function besideOf(shown: Point, voices: readonly Point[]): readonly Point[] {
  if (shown.holder === shown.principal || isClarification(shown.kind)) return [];
  return voices.filter(
    ({ since, answer, opinion }) => since === shown.since && (answer !== shown.answer || opinion !== shown.opinion),
  );
}

/** Whether two of them are on opposite sides. */
export function isDivided(points: readonly Point[]): boolean {
  const sides = new Set(points.map(sideOfPoint));
  return sides.has(1) && sides.has(-1);
}

/** The side that a point takes; none where its holder declined to say. */
export function sideOfPoint({ answer, opinion }: Point): number {
  return answer === 'declined' ? 0 : sideOf(opinion);
}

function trendOf({ points }: Line, current: Point, recent: string): -1 | 0 | 1 {
  if (current.since < recent || current.answer === 'declined') return 0;
  const before = points.findLast((each) => each.since < current.since && each.answer !== 'declined');
  return before === undefined ? 0 : (Math.sign(degreeOf(current.opinion) - degreeOf(before.opinion)) as -1 | 0 | 1);
}

/** The day (UTC) so many days before another, both as YYYY-MM-DD. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

import type { Position } from '../shapes/position.ts';
import type { Statement } from '../shapes/statement.ts';
import { oldestFirst } from './order-of-points.ts';
import { type Point, pointOfPosition, pointOfStatement } from './point.ts';

/** How one holder, speaking for one principal, stood on one claim over time. */
export type Line = {
  readonly claim: string;
  readonly holder: string;
  readonly principal: string;
  /** Oldest first. Nothing is averaged: of one day, the last is what holds. */
  readonly points: readonly Point[];
};

/**
 * The lines of all holders, whatever the order of what they are made of. A statement is a point of its own unless a
 * position of the same holder rests on it.
 */
export function linesOf(positions: readonly Position[], statements: readonly Statement[]): readonly Line[] {
  const points = positions.map(pointOfPosition);
  const isTold = toldBy(positions);
  for (const statement of statements) {
    const point = pointOfStatement(statement);
    if (point !== undefined && !isTold(point)) points.push(point);
  }
  const byHolder = Map.groupBy(points, ({ claim, holder, principal }) => `${claim} ${principal} ${holder}`);
  return [...byHolder.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, unsorted]) => lineOf(unsorted) ?? []);
}

/** The order that lines have where a picture is folded at once: some come without any. */
export function byHolder(a: Line, b: Line): number {
  const [one, other] = [a, b].map(({ claim, principal, holder }) => `${claim} ${principal} ${holder}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

/** The line of points of one holder for one principal on one claim; undefined without any. */
export function lineOf(points: readonly Point[]): Line | undefined {
  const [first] = points;
  if (first === undefined) return undefined;
  const { claim, holder, principal } = first;
  return { claim, holder, principal, points: points.length === 1 ? points : points.toSorted(oldestFirst) };
}

/** Whether a position of the same holder on the same claim rests on a statement, and so tells it. */
export function toldBy(
  positions: readonly Pick<Position, 'claim' | 'holder' | 'basis'>[],
): (point: Pick<Point, 'claim' | 'holder' | 'id'>) => boolean {
  // Most positions rest on nothing that was said here, and most statements bear none.
  const mayBe = new Set(positions.flatMap(({ basis }) => basis));
  const told = new Set(positions.flatMap(({ claim, holder, basis }) => basis.map((id) => `${claim} ${holder} ${id}`)));
  return ({ claim, holder, id }) => mayBe.has(id) && told.has(`${claim} ${holder} ${id}`);
}

/** What holds on a day: the last point until then, unless it ended before. */
export function currentAt({ points }: Line, day: string): Point | undefined {
  const last = points.findLast(({ since }) => since <= day);
  return last?.until !== undefined && last.until < day ? undefined : last;
}

import { cellsOf } from '../lines/cells.ts';
import { type Line, lineOf, toldBy } from '../lines/lines.ts';
import { type Point, pointOfStatement } from '../lines/point.ts';
import type { Statement } from '../shapes/statement.ts';
import type { Picture } from './signal.ts';

/**
 * A picture of so many statements more, as if it had been folded with them: lines and cells of whom they say nothing are
 * those that it has. Its lines come in no order.
 */
export function withStatements(picture: Picture, more: readonly Statement[]): Picture {
  const { day, claims } = picture;
  const known = new Set(claims.map(({ id }) => id));
  const onClaims = more.filter(({ claim, said }) => claim !== undefined && known.has(claim) && said <= day);
  if (onClaims.length === 0) return picture;
  const said = onClaims.flatMap((each) => pointOfStatement(each) ?? []);
  const lines = linesWith(picture.lines, said);
  const ids = new Set(onClaims.map(({ id }) => id));
  return {
    ...picture,
    lines: [...lines.others, ...lines.touched],
    cells: [
      ...picture.cells.filter(({ claim, principal }) => !lines.isTouched(claim, principal)),
      ...cellsOf(lines.touched, day),
    ],
    statements: [...picture.statements.filter(({ id }) => !ids.has(id)), ...onClaims],
  };
}

/** Lines of a principal on a claim of which nothing is new, and the others with what is. */
function linesWith(lines: readonly Line[], said: readonly Point[]) {
  const touchedOn = new Map<string, Map<string, Line[]>>();
  for (const { claim, principal } of said) {
    const principals = touchedOn.get(claim) ?? new Map<string, Line[]>();
    touchedOn.set(claim, principals.set(principal, []));
  }
  const others: Line[] = [];
  const holders = new Set(said.map(({ holder }) => holder));
  const positions: Point[] = [];
  for (const line of lines) {
    const principals = touchedOn.get(line.claim);
    const group = principals?.get(line.principal);
    if (group === undefined) others.push(line);
    else group.push(line);
    if (principals !== undefined && holders.has(line.holder)) {
      positions.push(...line.points.filter(({ from }) => from === 'position'));
    }
  }
  const isTold = toldBy(positions);
  const fresh = said.filter((point) => !isTold(point));
  const touched = [...touchedOn.values()].flatMap((principals) => [...principals.values()].flat());
  const pointsOf = new Map(touched.map((line): [string, Map<string, Point>] => [keyOf(line), byId(line.points)]));
  for (const point of fresh) {
    const own = pointsOf.get(keyOf(point)) ?? new Map<string, Point>();
    pointsOf.set(keyOf(point), own.set(point.id, point));
  }
  return {
    others,
    touched: [...pointsOf.values()].flatMap((points) => lineOf([...points.values()]) ?? []),
    isTouched: (claim: string, principal: string): boolean => touchedOn.get(claim)?.has(principal) ?? false,
  };
}

function keyOf({ claim, principal, holder }: Pick<Point, 'claim' | 'principal' | 'holder'>): string {
  return `${claim} ${principal} ${holder}`;
}

function byId(points: readonly Point[]): Map<string, Point> {
  return new Map(points.map((point) => [point.id, point]));
}

import { sideOfPoint } from '../lines/cells.ts';
import { oldestFirst } from '../lines/order-of-points.ts';
import type { Point } from '../lines/point.ts';
import { partyOf } from './party.ts';
import { type ClaimSignal, latest, type Picture, signal } from './signal.ts';

/**
 * Members on both sides of a claim: one signal for each claim. Who speaks for no member has a line and a cell, and
 * contradicts nobody by it.
 */
export function contradictions({ cells, members }: Picture): ClaimSignal[] {
  const known = new Set(members);
  const ofMembers = cells.filter(({ principal }) => known.has(principal));
  return [...Map.groupBy(ofMembers, ({ claim }) => claim)].flatMap(([claim, ofClaim]) =>
    opposed(
      ofClaim.map(({ shown }) => shown),
      (points, day) => signal('contradiction', claim, [], points.map(partyOf), { day }),
    ),
  );
}

/** Voices of one principal on both sides of a claim. */
export function divisions({ cells }: Picture): ClaimSignal[] {
  return cells
    .filter(({ isDivided }) => isDivided)
    .flatMap(({ claim, principal, voices }) =>
      opposed(voices, (points, day) => signal('divided', claim, [principal], points.map(partyOf), { day })),
    );
}

/** Those on either side, if there is somebody on both, with the day since when there is. */
function opposed(
  points: readonly Point[],
  make: (points: readonly Point[], day: string) => ClaimSignal,
): ClaimSignal[] {
  const pro = points.filter((point) => sideOfPoint(point) > 0).sort(oldestFirst);
  const contra = points.filter((point) => sideOfPoint(point) < 0).sort(oldestFirst);
  const [firstPro, firstContra] = [pro[0], contra[0]];
  if (firstPro === undefined || firstContra === undefined) return [];
  return [make([...pro, ...contra], latest([firstPro.since, firstContra.since]))];
}

import { cellsOf } from '../lines/cells.ts';
import { linesOf } from '../lines/lines.ts';
import type { Claim } from '../shapes/claim.ts';
import type { Position } from '../shapes/position.ts';
import type { Statement } from '../shapes/statement.ts';
import { assessments } from './assessments.ts';
import { changes } from './changes.ts';
import { clarifications } from './clarifications.ts';
import { contradictions, divisions } from './contradictions.ts';
import { numbers } from './numbers.ts';
import type { ClaimSignal, Picture } from './signal.ts';
import { silences } from './silences.ts';

/** What one viewer may see. Claims bound it: what is on others is left out. */
export type Seen = {
  readonly claims: readonly Claim[];
  readonly positions: readonly Position[];
  readonly statements: readonly Statement[];
  /** Identities of the members of the coalition. */
  readonly members: readonly string[];
};

/** Folds what a viewer may see, as it stood on a day. */
export function pictureOf({ claims, positions, statements, members }: Seen, day: string): Picture {
  const known = new Set(claims.map(({ id }) => id));
  const onClaims = statements
    .filter(({ claim, said }) => claim !== undefined && known.has(claim) && said <= day)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const lines = linesOf(
    positions.filter(({ claim, since }) => known.has(claim) && since <= day),
    onClaims,
  );
  return { day, claims, lines, cells: cellsOf(lines, day), statements: onClaims, members };
}

/** All signals of a picture, newest first. */
export function findSignals(picture: Picture): readonly ClaimSignal[] {
  return [contradictions, divisions, changes, clarifications, numbers, assessments, silences]
    .flatMap((find) => find(picture))
    .sort((a, b) => (a.day === b.day ? (a.key < b.key ? -1 : 1) : a.day > b.day ? -1 : 1));
}

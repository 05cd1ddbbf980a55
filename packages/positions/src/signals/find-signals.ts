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

/** Which signals are asked for: those in which a principal has a part, those since a day; absent: all. */
export type SignalsAsked = { readonly principal?: string; readonly since?: string };

/** The signals of a picture that are asked for, newest first. */
export function findSignals(picture: Picture, asked: SignalsAsked = {}): readonly ClaimSignal[] {
  const { principal, since = '' } = asked;
  const near = nearby(picture, asked);
  return [
    ...[divisions, changes, clarifications].flatMap((find) => find(near)),
    ...[contradictions, numbers, assessments, silences].flatMap((find) => find(picture)),
  ]
    .filter(({ day }) => day >= since)
    .filter(({ parties }) => principal === undefined || parties.some((party) => party.principal === principal))
    .sort((a, b) => (a.day === b.day ? (a.key < b.key ? -1 : 1) : a.day > b.day ? -1 : 1));
}

/** What signals within one principal on one claim are found in, as far as they can be among those asked for. */
function nearby(picture: Picture, { principal, since }: SignalsAsked): Picture {
  if (principal === undefined && since === undefined) return picture;
  const isOf = (each: { readonly principal: string }): boolean => (principal ?? each.principal) === each.principal;
  const lines = picture.lines.filter(isOf);
  const cells = picture.cells.filter(isOf);
  if (since === undefined) return { ...picture, lines, cells };
  const touched = new Map<string, Set<string>>();
  for (const line of lines) {
    if ((line.points.at(-1)?.since ?? '') < since) continue;
    touched.set(line.claim, (touched.get(line.claim) ?? new Set()).add(line.principal));
  }
  const isTouched = (each: { readonly claim: string; readonly principal: string }): boolean =>
    touched.get(each.claim)?.has(each.principal) ?? false;
  return { ...picture, lines: lines.filter(isTouched), cells: cells.filter(isTouched) };
}

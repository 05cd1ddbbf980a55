import { actsFor, type Side, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { handlingOfExpression } from './expression.ts';
import type { TermsStore } from './terms-store.ts';

/**
 * What its author lets go to Entente nodes only. Plain TAXII clients and files carry no terms and obey no recall: for
 * them such an object does not exist, save for its owner's own.
 */
export type NodesOnly = {
  /** Whether anything in a collection is for nodes only: else nobody need look at rows one by one. */
  isAnyIn(collection: number): boolean;
  /** Whether a viewer may read it with its terms beside it: programs may not, as they may not by TAXII. */
  mayRead(viewer: Viewer, under: number): boolean;
  /** Whether this viewer may have what stands under these terms as a file, or through a plain client. */
  mayLeave(viewer: Side, under: number): boolean;
};

/** A token of a member or unit: whatever it reads, no person reads it, and no node keeps it. */
export function isProgram({ credential, account, peer }: Viewer): boolean {
  return credential === 'token' && account === undefined && peer === undefined;
}

/** The same viewer without what may not leave as a file: as his member's programs read. */
export function asFile({ account: _, peer: __, ...viewer }: Viewer): Viewer {
  return { ...viewer, credential: 'token' };
}

/** Written as the index `terms_nodes_only` has it, so that asking costs one step in it. */
const nodesOnly = `instr(expression, '"nodesOnly":true') > 0`;

/**
 * Whose sight SQL reads with: a principal, or for a program its principal below zero, since it reads less than the people
 * it works for.
 */
export function sightOf(viewer: Viewer): number {
  return isProgram(viewer) ? -viewer.principal : viewer.principal;
}

/**
 * That a row of `visible` is within a sight: `FROM visible s WHERE` + this. For programs and files it holds what `mayRead`
 * says: what the member owns that somebody acts for is his own, but a unit has nothing of its member's for nodes only.
 */
export function withinSight(sight: string, visible = 's'): string {
  return `${visible}.principal = abs(${sight}) AND (${sight} > 0 OR NOT EXISTS (
    SELECT 1 FROM terms AS kept WHERE kept.terms = ${visible}.terms AND kept.owner <> -${sight} AND ${nodesOnly}
      AND NOT EXISTS (SELECT 1 FROM account w
                      WHERE w.principal = -${sight} AND w.member = kept.owner AND w.unit IS NULL)))`;
}

export function createNodesOnly(database: Database, terms: Pick<TermsStore, 'read'>): NodesOnly {
  const inCollection = database.prepare(`SELECT 1 FROM terms WHERE collection = ? AND ${nodesOnly} LIMIT 1`);
  const mayLeave = (viewer: Side, under: number): boolean => {
    const { owner, expression } = terms.read(under);
    return actsFor(viewer, owner) || handlingOfExpression(expression).nodesOnly !== true;
  };
  return {
    isAnyIn: (collection) => inCollection.get(collection) !== undefined,
    mayRead: (viewer, under) => !isProgram(viewer) || mayLeave(viewer, under),
    mayLeave,
  };
}

import { actsFor, type Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';

/**
 * What a member takes from and gives to servers outside of the coalition is decided by those who decide on its releases.
 * Throws `not-allowed`.
 */
export function mustRunTaxiiFeeds(viewer: Viewer): void {
  mustSeeTaxiiFeeds(viewer);
  if (!viewer.mayWrite) throw new Problem('not-allowed', 'This credential may only read.');
}

/** Throws `not-allowed`. */
export function mustSeeTaxiiFeeds(viewer: Viewer): void {
  const { roles, member } = viewer;
  const decides = roles.has('release-officer') || roles.has('member-admin') || roles.has('coalition-admin');
  if (decides && actsFor(viewer, member)) return;
  throw new Problem('not-allowed', 'Release officers and administrators of a member run its TAXII feeds.');
}

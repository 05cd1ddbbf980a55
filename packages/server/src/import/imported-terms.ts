import type { Tlp } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ImportedTerms } from '../terms/object-terms.ts';

/** Terms for an import, as people name them (see `ReleaseNames`). Throws `not-found`. */
export function readImportedTerms(
  names: ReleaseNames,
  viewer: Viewer,
  { tlp, releasableTo = [] }: { readonly tlp?: Tlp | undefined; readonly releasableTo?: readonly string[] | undefined },
): ImportedTerms | undefined {
  const to = names.identities(viewer, releasableTo);
  if (tlp === undefined && to.length === 0) return undefined;
  return { ...(tlp === undefined ? {} : { tlp }), ...(to.length === 0 ? {} : { to }) };
}

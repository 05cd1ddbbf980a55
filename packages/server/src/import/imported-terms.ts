import type { Handling, Tlp } from '@entente/release';
import type { Viewer } from '../accounts/viewer.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ImportedTerms } from '../terms/object-terms.ts';

/** Duties as people write them, in queries and on the command line. */
export const duties = ['no-onward-release', 'not-for-court', 'nodes-only'] as const;
export type Duty = (typeof duties)[number];

const dutyProperties = {
  'no-onward-release': 'noOnwardRelease',
  'not-for-court': 'notForCourt',
  'nodes-only': 'nodesOnly',
} as const satisfies Record<Duty, keyof Handling>;

type NamedTerms = {
  readonly tlp?: Tlp | undefined;
  readonly releasableTo?: readonly string[] | undefined;
  readonly duties?: readonly Duty[] | undefined;
};

/** Terms for an import, as people name them (see `ReleaseNames`). Throws `not-found`. */
export function readImportedTerms(
  names: ReleaseNames,
  viewer: Viewer,
  { tlp, releasableTo = [], duties = [] }: NamedTerms,
): ImportedTerms | undefined {
  const to = names.identities(viewer, releasableTo);
  const handling: Handling = Object.fromEntries(duties.map((duty) => [dutyProperties[duty], true]));
  if (tlp === undefined && to.length === 0 && duties.length === 0) return undefined;
  return {
    ...(tlp === undefined ? {} : { tlp }),
    ...(to.length === 0 ? {} : { to }),
    ...(duties.length === 0 ? {} : { handling }),
  };
}

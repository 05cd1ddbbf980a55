import type { GivenPart, Handling, Publication, TlpLevel } from '@entente/server/api-types';

/** The terms as they are being chosen; ids of members and groups. */
export interface TermsDraft {
  collection: string;
  tlp: TlpLevel | undefined;
  releasableTo: string[];
  notReleasableTo: string[];
  handling: Handling;
  /** Whether who gets less is told that something is withheld. */
  sayWithheld: boolean;
}

/** Terms of a part, which narrow those of the whole. */
export type PartTerms = GivenPart['terms'];

export const noTerms: TermsDraft = {
  collection: '',
  tlp: undefined,
  releasableTo: [],
  notReleasableTo: [],
  handling: {},
  sayWithheld: true,
};

/** What is sent of terms and object, for a preview as for publishing; undefined before there are terms. */
export function publicationOf(
  { collection, tlp, releasableTo, notReleasableTo, handling, sayWithheld }: TermsDraft,
  object: Record<string, unknown>,
  parts: GivenPart[] | undefined,
): Publication | undefined {
  if (!collection || !tlp) return undefined;
  return {
    collection,
    terms: { tlp, releasableTo, notReleasableTo },
    handling,
    sayWithheld,
    object,
    ...(parts ? { parts } : {}),
  };
}

import type { GivenPart, Handling, ObjectView, Publication, ReleaseRequest, TlpLevel } from '@entente/server/api-types';

/** The terms as they are being chosen; ids of members and groups. */
export interface TermsDraft {
  collection: string;
  tlp: TlpLevel | undefined;
  releasableTo: string[];
  notReleasableTo: string[];
  handling: Handling;
  /** Whether who gets less is told that something is withheld. */
  sayWithheld: boolean;
  /** The request for wider release that this version answers. */
  grants?: string;
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
  { collection, tlp, releasableTo, notReleasableTo, handling, sayWithheld, grants }: TermsDraft,
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
    ...(grants ? { grants } : {}),
    ...(parts ? { parts } : {}),
  };
}

/** The terms under which an own object is published now. */
export function presentTerms({ terms, collections, sayWithheld = true }: ObjectView): TermsDraft {
  return {
    collection: collections[0]?.id ?? '',
    tlp: terms.tlp ?? undefined,
    releasableTo: terms.releasableTo?.map((member) => member.id) ?? [],
    notReleasableTo: terms.notReleasableTo?.map((member) => member.id) ?? [],
    handling: terms.handling,
    sayWithheld,
  };
}

/**
 * The terms of the version before, with those for whom somebody asks. Where they are on no list because there is none,
 * none is made: that would leave out everybody else.
 */
export function widerTerms(present: TermsDraft, { id, to }: Pick<ReleaseRequest, 'id' | 'to'>): TermsDraft {
  const asked = to.map((each) => each.id);
  const listed = present.releasableTo;
  return {
    ...present,
    releasableTo: listed.length === 0 ? [] : [...listed, ...asked.filter((each) => !listed.includes(each))],
    notReleasableTo: present.notReleasableTo.filter((each) => !asked.includes(each)),
    grants: id,
  };
}

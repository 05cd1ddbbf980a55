import type { NewClaim } from '@entente/server/api-types';
import { publicationOf, type TermsDraft } from './terms-draft.ts';

/** Terms as they go with a claim or position; undefined before there are any. */
export function publicationTerms(
  terms: TermsDraft,
): Pick<NewClaim, 'collection' | 'terms' | 'handling' | 'sayWithheld'> | undefined {
  const publication = publicationOf(terms, {}, undefined);
  if (!publication) return undefined;
  const { object: _, parts: __, ...rest } = publication;
  return rest;
}

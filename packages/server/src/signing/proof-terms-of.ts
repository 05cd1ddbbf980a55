import type { ProofTerms } from '@entente/exchange';
import { type Handling, handlingOf, intersectTerms, type Terms, tlpOf } from '@entente/release';
import { type Expression, isRendition } from '../terms/expression.ts';

/**
 * What a proof tells a recipient of the terms. Where several parts have terms of their own, the narrowest level and all
 * duties: who passes the rendition on passes all of it on. No lists: they are the author's business.
 * `isForAll`: its owner gave the whole of it to every member, so that others may pass it on.
 */
export function proofTermsOf(expression: Expression, isForAll: boolean): ProofTerms {
  const stated = statedIn(expression).reduce(intersectTerms);
  const tlp = tlpOf(stated);
  const handling = wireHandling(handlingOf(stated));
  return {
    ...(tlp === undefined ? {} : { tlp }),
    ...(Object.keys(handling).length === 0 ? {} : { handling }),
    ...(isForAll ? {} : { limited: true as const }),
  };
}

/** All terms of its owner that have a say in who gets it; those of what it refers to are their owners' business. */
function statedIn(expression: Expression): Terms[] {
  if (!isRendition(expression)) return [expression];
  const { whole, all } = expression;
  return [whole, ...all.flat().filter(({ owner }) => owner === whole.owner)];
}

function wireHandling(handling: Handling): NonNullable<ProofTerms['handling']> {
  const { noOnwardRelease, notForCourt, notBefore, reviewAfter, purgeAfter } = handling;
  return {
    ...(noOnwardRelease ? { no_onward_release: true } : {}),
    ...(notForCourt ? { not_for_court: true } : {}),
    ...(notBefore === undefined ? {} : { not_before: notBefore }),
    ...(reviewAfter === undefined ? {} : { review_after: reviewAfter }),
    ...(purgeAfter === undefined ? {} : { purge_after: purgeAfter }),
  };
}

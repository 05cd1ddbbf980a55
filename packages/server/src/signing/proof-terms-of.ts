import type { ProofTerms } from '@entente/exchange';
import { type Handling, handlingOf, tlpOf } from '@entente/release';
import { type Expression, statedIn } from '../terms/expression.ts';

/**
 * What a proof tells a recipient of the terms. Where several parts have terms of their own, the narrowest level and all
 * duties: who passes the rendition on passes all of it on. No lists: they are the author's business.
 * `isForAll`: its owner gave the whole of it to every member, so that others may pass it on.
 */
export function proofTermsOf(expression: Expression, isForAll: boolean): ProofTerms {
  const stated = statedIn(expression);
  const tlp = tlpOf(stated);
  const handling = wireHandling(handlingOf(stated));
  return {
    ...(tlp === undefined ? {} : { tlp }),
    ...(Object.keys(handling).length === 0 ? {} : { handling }),
    ...(isForAll ? {} : { limited: true as const }),
  };
}

function wireHandling(handling: Handling): NonNullable<ProofTerms['handling']> {
  const { noOnwardRelease, notForCourt, nodesOnly, notBefore, reviewAfter, purgeAfter } = handling;
  return {
    ...(noOnwardRelease ? { no_onward_release: true } : {}),
    ...(notForCourt ? { not_for_court: true } : {}),
    ...(nodesOnly ? { nodes_only: true } : {}),
    ...(notBefore === undefined ? {} : { not_before: notBefore }),
    ...(reviewAfter === undefined ? {} : { review_after: reviewAfter }),
    ...(purgeAfter === undefined ? {} : { purge_after: purgeAfter }),
  };
}

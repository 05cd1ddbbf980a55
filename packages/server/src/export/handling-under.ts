import type { Handling } from '@entente/release';
import { handlingOfExpression } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** The duties and dates that come with what stands under these terms. */
export function handlingUnder(terms: Pick<TermsStore, 'read'>, under: number): Handling {
  return handlingOfExpression(terms.read(under).expression);
}

import { type Handling, handlingOf } from '@entente/release';
import { wholeOf } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** The duties and dates that come with what stands under these terms. */
export function handlingUnder(terms: Pick<TermsStore, 'read'>, under: number): Handling {
  return handlingOf(wholeOf(terms.read(under).expression));
}

import { handlingOf, type Terms, tlpOf } from '@entente/release';
import { isForAll } from '../peers/delivery-notes.ts';
import { type Expression, isRendition, statedIn, wholeOf } from '../terms/expression.ts';
import type { PushLevel } from './taxii-feed.ts';

/**
 * Why an object may not be sent to a server that knows nothing of terms; undefined where it may. Only what its owner
 * gave whole to every member goes out, with no duty or date on it, since nobody there would keep it: CLEAR, and GREEN
 * where that was confirmed.
 */
export function refuseLeaving(expression: Expression, readByAll: boolean, level: PushLevel): string | undefined {
  const whole = wholeOf(expression);
  const tlp = tlpOf(whole);
  if (tlp !== 'clear' && tlp !== 'green') {
    return tlp === undefined ? 'it has no TLP level' : `it is TLP:${tlp.toUpperCase()}`;
  }
  if (tlp === 'green' && level === 'clear') return 'it is TLP:GREEN, and only TLP:CLEAR is sent there';
  if (Object.keys(handlingOf(statedIn(expression))).length > 0) {
    return 'it carries duties or dates (onward release, court, nodes only, embargo, review, expiry) that nobody there would keep';
  }
  if (!isForAll(whole, readByAll)) return 'not every member may have it';
  if (isRendition(expression)) {
    const { all, none = [] } = expression;
    // Each part and each reference must be as open as the whole; its target is perhaps another owner's.
    const isOpen = all.every((any) => any.some((terms) => mayBeKnown(terms, level)));
    if (!isOpen || none.length > 0) return 'parts of it are marked, or refer to what others may not have';
  }
  return undefined;
}

function mayBeKnown(terms: Terms, level: PushLevel): boolean {
  const tlp = tlpOf(terms);
  return (tlp === 'clear' || (tlp === 'green' && level === 'green')) && isForAll(terms, true);
}

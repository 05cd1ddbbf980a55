import {
  type Audience,
  evaluateRendition,
  type Handling,
  handlingOf,
  intersectAllTerms,
  intersectTerms,
  mergeHandling,
  narrowRendition,
  type ReleaseContext,
  type RenditionTerms,
  type Terms,
  type Tlp,
  tlpOf,
} from '@entente/release';
import { isWithin } from './is-within.ts';

/** The terms of one of several renditions, beside those of the object as a whole. */
export type RenditionExpression = RenditionTerms & { readonly whole: Terms };

/** What a placement carries: the terms of a whole object, or those of one of its renditions. */
export type Expression = Terms | RenditionExpression;

export function isRendition(expression: Expression): expression is RenditionExpression {
  return 'all' in expression;
}

export function evaluateExpression(expression: Expression, context: ReleaseContext): Audience {
  return isRendition(expression) ? evaluateRendition(expression, context) : context.audienceOf(expression);
}

/** The same, for those only whom `limit` admits too. */
export function narrowExpression(expression: Expression, limit: Terms): Expression {
  if (!isRendition(expression)) return intersectTerms(expression, limit);
  return { ...narrowRendition(expression, limit), whole: intersectTerms(expression.whole, limit) };
}

/** The terms of the object, without what its parts and references demand besides. */
export function wholeOf(expression: Expression): Terms {
  return isRendition(expression) ? expression.whole : expression;
}

export function tlpOfExpression(expression: Expression): Tlp | undefined {
  return tlpOf(wholeOf(expression));
}

/**
 * All terms of its owner that hold for something in it, together: those of the whole and of the parts that are shown.
 * Terms of what it refers to are their owners' business.
 */
export function statedIn(expression: Expression): Terms {
  if (!isRendition(expression)) return expression;
  const { whole, all } = expression;
  return intersectAllTerms(
    whole,
    all.flat().filter(({ owner }) => owner === whole.owner),
  );
}

/** The duties of the whole and of all parts in it, and the dates of the whole: those of a part are for the part. */
export function handlingOfExpression(expression: Expression): Handling {
  const whole = handlingOf(wholeOf(expression));
  const { noOnwardRelease, notForCourt, nodesOnly } = handlingOf(statedIn(expression));
  return mergeHandling(whole, {
    ...(noOnwardRelease ? { noOnwardRelease } : {}),
    ...(notForCourt ? { notForCourt } : {}),
    ...(nodesOnly ? { nodesOnly } : {}),
  });
}

/** The expression with each of its terms put through `change`. */
export function mapTerms(expression: Expression, change: (terms: Terms) => Terms): Expression {
  if (!isRendition(expression)) return change(expression);
  const each = (visibility: RenditionTerms['all']) => visibility.map((any) => any.map(change));
  const { all, none, whole, ...rest } = expression;
  return { ...rest, all: each(all), ...(none === undefined ? {} : { none: none.map(each) }), whole: change(whole) };
}

/** Whether whoever may have the one may have the other too, whatever becomes of the roster; false where unknown. */
export function isExpressionWithin(narrow: Expression, wide: Expression): boolean {
  if (isRendition(wide)) return JSON.stringify(narrow) === JSON.stringify(wide);
  return isWithin(wholeOf(narrow), wide);
}

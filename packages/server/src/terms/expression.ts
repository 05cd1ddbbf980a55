import {
  type Audience,
  type EvaluateContext,
  evaluate,
  evaluateRendition,
  intersectTerms,
  narrowRendition,
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

export function evaluateExpression(expression: Expression, context: EvaluateContext): Audience {
  if (!isRendition(expression)) return evaluate(expression, context);
  return evaluateRendition(expression, { roster: context.roster, audienceOf: (terms) => evaluate(terms, context) });
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

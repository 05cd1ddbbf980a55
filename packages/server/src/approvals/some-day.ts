import type { Clause, Handling, Terms } from '@entente/release';
import { type Expression, mapTerms } from '../terms/expression.ts';

/**
 * The same terms for whoever they may let see some day: once an embargo is over, and whomever those who are named appoint
 * for the narrower levels. What is judged before it is published is judged by that, and not by who sees it at once.
 */
export function someDay(expression: Expression): Expression {
  return mapTerms(expression, ({ and, ...first }): Terms => {
    const one = clauseSomeDay(first);
    return and === undefined ? one : { ...one, and: and.map(clauseSomeDay) };
  });
}

function clauseSomeDay({ tlp, handling, ...rest }: Clause): Clause {
  return {
    ...rest,
    ...(tlp === undefined ? {} : { tlp: 'clear' }),
    ...(handling === undefined ? {} : { handling: withoutEmbargo(handling) }),
  };
}

function withoutEmbargo({ notBefore: _, ...handling }: Handling): Handling {
  return handling;
}

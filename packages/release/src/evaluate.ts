import { Audience } from './audience.ts';
import { type EvaluateContext, gatesOf } from './gates.ts';
import { clausesOf, type Terms } from './terms.ts';

/** Who may have what these terms cover: always the owner's side, and whoever passes every gate of every clause. */
export function evaluate(terms: Terms, context: EvaluateContext): Audience {
  const { everyone, ownSide } = context.roster;
  return clausesOf(terms)
    .flatMap((clause) => gatesOf(clause, context))
    .reduce((rest, gate) => rest.intersect(gate.admits), everyone.clear)
    .union(ownSide.get(terms.owner) ?? Audience.none);
}

import type { Audience } from './audience.ts';
import type { PrincipalId } from './roster.ts';
import { handlingOf, type Terms, tlpOf } from './terms.ts';

/** A node, as somebody who wants to release something to the members it hosts has to see it. */
export type Node = {
  name: string;
  /** The member that operates it, and so could read whatever is stored there. */
  operator: PrincipalId;
  /** The originator lets it carry what its operator may not have. */
  allowed: boolean;
};

/** Why a node may carry something or may not (rule 11). */
export type Carriage =
  | { may: true; because: 'operator-in-audience' | 'level' | 'allowed-by-originator' }
  | { may: false; because: 'level' | 'no-onward-release' };

/** Whether what these terms cover may be stored on a node; `audience` is what the terms evaluate to. */
export function carriage(node: Node, terms: Terms, audience: Audience): Carriage {
  if (audience.has(node.operator)) return { may: true, because: 'operator-in-audience' };
  if (node.allowed) return { may: true, because: 'allowed-by-originator' };
  if (handlingOf(terms).noOnwardRelease) return { may: false, because: 'no-onward-release' };
  const tlp = tlpOf(terms);
  return { may: tlp === 'clear' || tlp === 'green' || tlp === 'amber', because: 'level' };
}

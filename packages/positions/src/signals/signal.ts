import type { Cell } from '../lines/cells.ts';
import type { Line } from '../lines/lines.ts';
import type { Claim } from '../shapes/claim.ts';
import type { Quantity, Statement } from '../shapes/statement.ts';

export const signalKinds = [
  'contradiction',
  'divided',
  'reversal',
  'shift',
  'clarification',
  'numbers',
  'assessment',
  'silence',
  'lapse',
] as const;
/**
 * What a signal points out. contradiction: members on both sides of a claim. divided: voices of one member on both
 * sides. reversal: somebody moved across the middle. shift: somebody moved, and not across. clarification: a member
 * narrows what was said for it. numbers: what is said about one thing cannot all be so. assessment: somebody's
 * assessment stands against what members hold. silence: asked, and no position. lapse: announced for a window that is
 * over, and nothing was heard (found among expectations, not on claims).
 */
export type SignalKind = (typeof signalKinds)[number];

/** Somebody's part in a signal. */
export type Party = {
  /** Identity of the holder, and of the principal that he speaks for. */
  readonly holder: string;
  readonly principal: string;
  readonly name?: string;
  readonly office?: string;
  /** Which side he is on (-1, 0, 1), and where on the scale; absent where that is not what it is about. */
  readonly side?: number;
  readonly degree?: number;
  readonly condition?: string;
  readonly quantity?: Quantity;
  readonly day?: string;
  /** The position or statement. */
  readonly rests?: string;
  readonly quote?: string;
};

/** Something the picture points out, over what one viewer may see. */
export type Signal = {
  readonly kind: SignalKind;
  /** Every signal but a lapse is on one. */
  readonly claim?: string;
  /** What lapsed. */
  readonly expectation?: string;
  /** Stable as long as it is about the same: kind, claim and whom or what it is about. */
  readonly key: string;
  /** The day on which it came about. */
  readonly day: string;
  readonly parties: readonly Party[];
  /** Ids of all positions and statements on which it rests, sorted: others make it another signal. */
  readonly rests: readonly string[];
  /** What numbers are about. */
  readonly subject?: string;
};

/** A signal on a claim: all that are found in a picture. */
export type ClaimSignal = Signal & { readonly claim: string };

/** What signals are found in: what one viewer may see, folded for one day. */
export type Picture = {
  readonly day: string;
  readonly claims: readonly Claim[];
  readonly lines: readonly Line[];
  readonly cells: readonly Cell[];
  /** Those on claims. */
  readonly statements: readonly Statement[];
  /** Identities of members. */
  readonly members: readonly string[];
};

/** How the parts of a signal are put together, always in the same order. */
export function signal(
  kind: SignalKind,
  claim: string,
  about: readonly string[],
  parties: readonly Party[],
  more: { readonly day: string; readonly subject?: string; readonly rests?: readonly string[] },
): ClaimSignal {
  const rests = more.rests ?? parties.flatMap((party) => (party.rests === undefined ? [] : [party.rests]));
  return { kind, claim, key: [kind, claim, ...about].join(' '), parties, ...more, rests: [...new Set(rests)].sort() };
}

/** The last of some days; '' of none. */
export function latest(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? '';
}

import type { Day } from '../calendar/day.ts';
import { type AsOf, isKnown, type Source } from '../ledger/commitment.ts';
import { compare } from '../ledger/order-of-events.ts';

/** Something demanded of parties, or on which commitments and positions hang. */
export type Condition = {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly kind: 'condition' | 'demand';
  /** Who makes it. */
  readonly demandedBy: readonly string[];
  /** Who must agree or do it. */
  readonly askedOf: readonly string[];
  /** What must come true: commitments, claims, positions. */
  readonly requires: readonly string[];
  /** What is given in return, or hangs on it: commitments, claims, positions. */
  readonly inReturn: readonly string[];
  readonly said: Day;
  readonly statement?: string;
  readonly owner: string;
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
};

export const answers = ['accepted', 'refused', 'qualified'] as const;
export type Answer = (typeof answers)[number];

/** A party's word on a condition. */
export type ConditionAnswer = {
  readonly id: string;
  readonly condition: string;
  /** The party that answers. */
  readonly by: string;
  readonly answer: Answer;
  readonly said: Day;
  readonly statement?: string;
  readonly source: Source;
  readonly owner: string;
  readonly recorded: string;
  /** When it came to whoever reads it, a timestamp: nobody backdates that. Absent: when it was recorded. */
  readonly added?: string;
  readonly description?: string;
};

/** Where each party asked stands. */
export type PartyAnswer = {
  readonly party: string;
  readonly answer: Answer | 'not-answered';
  readonly given?: string;
  /** Whether sources differ on what it answered. */
  readonly isContested: boolean;
};
export type ConditionState = {
  readonly condition: string;
  readonly parties: readonly PartyAnswer[];
  /** Refused if one refuses; accepted if all do; else open. */
  readonly stage: 'accepted' | 'refused' | 'open';
};

/** A condition as of a day, or undefined where it had not been made. A party's newest answer counts. */
export function conditionState(
  condition: Condition,
  given: readonly ConditionAnswer[],
  { valid, known }: AsOf,
): ConditionState | undefined {
  if (!isKnown(condition, known) || condition.said > valid) return undefined;
  const standing = given.filter(
    (each) => each.condition === condition.id && isKnown(each, known) && each.said <= valid,
  );
  const answered = Map.groupBy(standing, ({ by }) => by);
  const asked = [...new Set([...condition.askedOf, ...answered.keys()])];
  const parties = asked.map((party): PartyAnswer => {
    const own = (answered.get(party) ?? []).toSorted((a, b) => compare(a.said, b.said) || compare(a.id, b.id));
    const last = own.at(-1);
    if (last === undefined) return { party, answer: 'not-answered', isContested: false };
    const isContested = own.some(({ said, answer }) => said === last.said && answer !== last.answer);
    return { party, answer: last.answer, given: last.id, isContested };
  });
  const says =
    (answer: PartyAnswer['answer']) =>
    (each: PartyAnswer): boolean =>
      each.answer === answer;
  const stage = parties.some(says('refused'))
    ? 'refused'
    : parties.length > 0 && parties.every(says('accepted'))
      ? 'accepted'
      : 'open';
  return { condition: condition.id, parties, stage };
}

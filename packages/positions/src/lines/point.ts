import type { Answer, Position } from '../shapes/position.ts';
import type { Opinion } from '../shapes/scale.ts';
import type { Statement } from '../shapes/statement.ts';

/** Where somebody stood on a claim from a day on: by a position, or by a statement that has a stance. */
export type Point = {
  /** Id of the position or statement. */
  readonly id: string;
  readonly from: 'position' | 'statement';
  readonly claim: string;
  /** Identity of who holds it, and of the principal that speaks by it: the holder itself for an official position. */
  readonly holder: string;
  readonly principal: string;
  readonly holderName?: string;
  readonly office?: string;
  readonly answer: Answer;
  readonly opinion: Opinion;
  readonly condition?: string;
  /** Days: since when, and the last one where it ended. */
  readonly since: string;
  readonly until?: string;
  /** Ids of statements on which a position rests; a statement rests on itself. */
  readonly basis: readonly string[];
  /** What the speaker did with a statement: said, warned, … */
  readonly kind?: string;
  readonly quote?: string;
  /** The source of a statement was recalled, and its quote with it. */
  readonly sourceRecalled?: boolean;
  /** Whether the principal itself wrote it down. */
  readonly isOwnWord: boolean;
  /** When its author recorded it, a timestamp; '' where that is not known. */
  readonly recorded: string;
};

/** A position as a point of its holder's line; who speaks for nobody else speaks for himself. */
export function pointOfPosition(position: Position): Point {
  const { id, claim, holder, speaksFor = holder, answer, opinion, since, basis, author, recorded = '' } = position;
  const { holderName, office, condition, until } = position;
  return {
    id,
    from: 'position',
    claim,
    holder,
    principal: speaksFor,
    answer,
    opinion,
    since,
    basis,
    isOwnWord: author === speaksFor,
    recorded,
    ...(holderName === undefined ? {} : { holderName }),
    ...(office === undefined ? {} : { office }),
    ...(condition === undefined ? {} : { condition }),
    ...(until === undefined ? {} : { until }),
  };
}

/** Undefined for a statement that takes no stance on a claim, or whose speaker is not known. */
export function pointOfStatement(statement: Statement): Point | undefined {
  const { id, claim, stance, speaker, spokenFor = speaker, said, kind, author } = statement;
  const { speakerName, office, quote, sourceRecalled, recorded = '' } = statement;
  if (claim === undefined || stance === undefined || speaker === undefined || spokenFor === undefined) return undefined;
  return {
    id,
    from: 'statement',
    claim,
    holder: speaker,
    principal: spokenFor,
    answer: 'opinion',
    opinion: stance,
    since: said,
    basis: [id],
    kind,
    isOwnWord: author === spokenFor,
    recorded,
    ...(speakerName === undefined ? {} : { holderName: speakerName }),
    ...(office === undefined ? {} : { office }),
    ...(quote === undefined ? {} : { quote }),
    ...(sourceRecalled === undefined ? {} : { sourceRecalled }),
  };
}

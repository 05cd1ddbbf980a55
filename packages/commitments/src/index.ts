export { addDays, type Day, isDay, type Window } from './calendar/day.ts';
export {
  type Answer,
  answers,
  type Condition,
  type ConditionAnswer,
  type ConditionState,
  conditionState,
  type PartyAnswer,
} from './conditions/condition.ts';
export { type Expectation, type ExpectationOutcome, type Outcome, outcomes } from './expectations/expectation.ts';
export {
  type ExpectationStage,
  type ExpectationState,
  expectationStages,
  expectationState,
} from './expectations/expectation-state.ts';
export { changedMap } from './ledger/changed-map.ts';
export * from './ledger/commitment.ts';
export { createTies, type NotCounted, type Ties } from './ledger/count-once.ts';
export { type Choices, foldLedger } from './ledger/fold-ledger.ts';
export { createFolder, type Folder } from './ledger/folder.ts';
export type { Conversion } from './ledger/in-currency.ts';
export type { RowsWanted } from './ledger/largest-rows.ts';
export { settle, settledOf } from './ledger/settle.ts';
export * from './ledger/state.ts';
export {
  type Dimension,
  dimensions,
  type TotalLine,
  type TotalQuestion,
  type TotalRow,
  totals,
  valueUnder,
} from './ledger/total.ts';
export type { Rate } from './quantity/convert.ts';
export type { Interval } from './quantity/interval.ts';
export { type Amount, type Bound, bounds, type Measure, type Quantity } from './quantity/quantity.ts';
export { figureWords, quantityWords, shareWords } from './quantity/quantity-words.ts';
export { type ReadCommitment, readCommitment, readLink, writeCommitment } from './shapes/commitment-shape.ts';
export { readCondition, readConditionAnswer, writeCondition, writeConditionAnswer } from './shapes/condition-shape.ts';
export { readCommitmentEvent, writeCommitmentEvent } from './shapes/event-shape.ts';
export {
  readExpectation,
  readExpectationOutcome,
  writeExpectation,
  writeExpectationOutcome,
} from './shapes/expectation-shape.ts';
export { commitmentsExtensionDefinitions } from './shapes/extension-definitions.ts';
export type { TypeName } from './shapes/extension-ids.ts';
export { writeQuantity } from './shapes/quantity-shape.ts';
export type { Cover } from './what-if/covers.ts';
export { type Loss, type Scenario, type Withdrawal, withdraw } from './what-if/withdrawal.ts';
export { type Likelihood, likelihoods, type ParsedWindow, parseWindow } from './windows/parse-window.ts';

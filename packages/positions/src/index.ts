export { disagreement } from './disagreement.ts';
export { type Cell, cellsOf, daysBefore } from './lines/cells.ts';
export { byHolder, type Line, lineOf, toldBy } from './lines/lines.ts';
export { isClarification } from './lines/order-of-points.ts';
export { type Point, pointOfPosition, pointOfStatement } from './lines/point.ts';
export { type Claim, readClaim, writeClaim } from './shapes/claim.ts';
export { positionsExtensionDefinitions } from './shapes/extension-definitions.ts';
export { claimExtensionId, positionExtensionId, statementExtensionId } from './shapes/extension-ids.ts';
export { compact, compactly, Fields, isObject } from './shapes/fields.ts';
export { type Answer, answers, type Position, readPosition, writePosition } from './shapes/position.ts';
export { type Reading, refuse } from './shapes/reading.ts';
export { type Opinion, opinions } from './shapes/scale.ts';
export { type Quantity, readStatement, type Span, type Statement, writeStatement } from './shapes/statement.ts';
export { withoutQuotes } from './shapes/without-quotes.ts';
export { givesEvidence } from './signals/evidence.ts';
export { findSignals, pictureOf, type Seen, type SignalsAsked } from './signals/find-signals.ts';
export {
  type ClaimSignal,
  type Party,
  type Picture,
  type Signal,
  type SignalKind,
  signalKinds,
} from './signals/signal.ts';
export { withStatements } from './signals/with-statements.ts';

import type { Statement } from '../shapes/statement.ts';
import { isAssessment } from './assessments.ts';
import { countsAnything } from './numbers.ts';

/**
 * Whether signals look at a statement itself: at its numbers, or at what it assesses. Of all others where their speaker
 * stands is enough, so a picture may leave them out of its statements.
 */
export function givesEvidence(statement: Statement): boolean {
  return countsAnything(statement) || isAssessment(statement);
}

export { Audience } from './audience.ts';
export { type EvaluateContext, evaluate } from './evaluate.ts';
export type { Handling } from './handling.ts';
export { type ReadContext, readTerms } from './read-terms.ts';
export { type ReleaseMarking, releaseExtensionId, writeReleaseMarking } from './release-marking.ts';
export { createRoster, type Group, type Principal, type PrincipalId, type Roster } from './roster.ts';
export {
  type Clause,
  handlingOf,
  intersectTerms,
  type Readers,
  readersTerms,
  type Terms,
  type Tlp,
  termsText,
  tlpOf,
} from './terms.ts';

export { Audience } from './audience.ts';
export { type Carriage, carriage, type Node } from './carriage.ts';
export { evaluate } from './evaluate.ts';
export {
  extensionDefinitions,
  paragraphsExtensionId,
  releaseExtensionId,
  reportSourceExtensionId,
  withheldExtensionId,
} from './extension-definitions.ts';
export type { EvaluateContext } from './gates.ts';
export { type Handling, mergeHandling } from './handling.ts';
export { type MarkedVersion, reachBack } from './reach-back.ts';
export type { LookupMarking } from './read-marking.ts';
export { type Part, type ReadContext, readPartTerms, readTerms } from './read-terms.ts';
export { type ReleaseMarking, writeReleaseMarking } from './release-marking.ts';
export {
  makeRenditions,
  type NoRendition,
  type ReleasedVersion,
  type Rendition,
  type Renditions,
  renditionLimit,
  type Warning,
} from './renditions.ts';
export { createRoster, type Group, type Principal, type PrincipalId, type Roster } from './roster.ts';
export {
  type Clause,
  handlingOf,
  intersectAllTerms,
  intersectTerms,
  narrowerTlp,
  type Readers,
  readersTerms,
  type Terms,
  type Tlp,
  termsText,
  tlpOf,
} from './terms.ts';
export {
  evaluateRendition,
  narrowRendition,
  type ReleaseContext,
  type RenditionTerms,
  type Visibility,
} from './visibility.ts';
export { type Answer, type Question, type Reason, why } from './why.ts';
export { withModified } from './with-modified.ts';

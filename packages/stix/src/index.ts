export { projectExtension, projectIdentity } from './extensions/project-extension.ts';
export { isIdentifier, typeOfIdentifier } from './ids/identifier.ts';
export { nameBasedUuid } from './ids/name-based-uuid.ts';
export { observableId } from './ids/observable-id.ts';
export { canonicalize } from './json/canonicalize.ts';
export type { JsonObject, JsonValue } from './json/json-value.ts';
export { beginsWithLines, LineSplitter } from './json/line-splitter.ts';
export { numberThatChanges } from './json/number-that-changes.ts';
export { ObjectSplitter, splitObjects } from './json/object-splitter.ts';
export type { BadDocument, BadMember, SplitItem, SplitLimits, SplitObject } from './json/split-item.ts';
export { type TlpLevel, type TlpMarking, tlpMarkings } from './markings/tlp-markings.ts';
export { type Kind, kindOf } from './objects/kinds.ts';
export type { ObjectType } from './objects/object-type.ts';
export { objectTypes } from './objects/object-types.ts';
export { isVersioned, type StixObject } from './objects/stix-object.ts';
export { type LeafValue, leafValues } from './pattern/leaf-values.ts';
export { type ParsedPattern, parsePattern } from './pattern/parse-pattern.ts';
export type * from './pattern/pattern-expression.ts';
export { type Reference, referencesOf } from './references/references-of.ts';
export {
  compareTimestamps,
  formatMicroseconds,
  isTimestamp,
  type ParsedTimestamp,
  parseMicroseconds,
  parseTimestamp,
  timestampKey,
} from './time/timestamp.ts';
export type { Refusal, RuleCode } from './validation/refusal.ts';
export type { Limits } from './validation/report.ts';
export { validateBundle } from './validation/validate-bundle.ts';
export { validateObject } from './validation/validate-object.ts';
export { parseSelector, resolveSelector, type SelectorStep } from './values/selectors.ts';
export type { PropertyDefinition, ValueType, Vocabulary } from './values/value-type.ts';

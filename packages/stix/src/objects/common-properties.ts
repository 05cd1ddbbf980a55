import type { JsonValue } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import { listOf } from '../values/collections.ts';
import { extensions, type PredefinedExtensions } from '../values/extensions.ts';
import { externalReference } from '../values/external-reference.ts';
import { granularMarking } from '../values/granular-marking.ts';
import { identifier, referenceTo } from '../values/identifiers.ts';
import { languageCode } from '../values/language-codes.ts';
import { notEarlier } from '../values/rules.ts';
import { boolean, checkString, integerBetween, string } from '../values/scalars.ts';
import { versionTimestamp } from '../values/timestamps.ts';
import { type Properties, type Rule, required, type ValueType } from '../values/value-type.ts';

const SPEC_VERSION = '2.1';

const specVersion: ValueType = {
  name: 'string',
  check(value: JsonValue, report) {
    if (checkString(value, report) && value !== SPEC_VERSION) {
      report.refuse('spec-version', '3.2', `Must be "${SPEC_VERSION}", not ${describe(value)}.`);
    }
  },
};

const identification = { type: required(string), spec_version: required(specVersion), id: required(identifier) };

const versioning = {
  created_by_ref: referenceTo('identity'),
  created: required(versionTimestamp),
  modified: required(versionTimestamp),
  revoked: boolean,
};

const markings = {
  object_marking_refs: listOf(referenceTo('marking-definition')),
  granular_markings: listOf(granularMarking),
};

const references = { external_references: listOf(externalReference) };

const characterization = { labels: listOf(string), confidence: integerBetween(0, 100), lang: languageCode };

/** The common properties (section 3.2) of domain objects, relationship objects and versioned meta objects. */
export const coreProperties: Properties = {
  ...identification,
  ...versioning,
  ...characterization,
  ...references,
  ...markings,
  extensions: extensions({ isStandardType: true }),
};

/** The common properties of objects of types that the standard does not define, but which are versioned. */
export const customCoreProperties: Properties = {
  ...coreProperties,
  extensions: extensions({ isStandardType: false }),
};

/** Common properties that an object type does not use (table of section 3.2), and so has not under another meaning either. */
export function notApplicable(section: string, ...names: readonly string[]): Properties {
  const check: ValueType['check'] = (_value, report) =>
    report.refuse('property-not-applicable', section, 'Objects of this type do not have this property.');
  return Object.fromEntries(names.map((name) => [name, { name: 'not applicable', check }]));
}

/** The common properties of marking definitions, which are never versioned. */
export const markingProperties: Properties = {
  ...identification,
  created_by_ref: versioning.created_by_ref,
  created: versioning.created,
  ...references,
  ...markings,
  extensions: extensions({ isStandardType: true }),
};

/** Where the object is versioned, this version is not older than the object (section 3.2). */
export const notModifiedBeforeCreated: Rule = notEarlier('modified', 'created');

/**
 * The common properties of observables. Those that do not apply to them are typed, but let through: section 3.6 speaks of
 * producers that version observables.
 */
export function observableProperties(predefined: PredefinedExtensions = {}, isStandardType = true): Properties {
  return {
    type: required(string),
    spec_version: specVersion,
    id: required(identifier),
    ...markings,
    defanged: boolean,
    extensions: extensions({ predefined, isObservable: true, isStandardType }),
    created_by_ref: versioning.created_by_ref,
    created: versionTimestamp,
    modified: versionTimestamp,
    revoked: boolean,
    ...characterization,
    ...references,
  };
}

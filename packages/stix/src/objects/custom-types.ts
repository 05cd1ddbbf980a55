import type { JsonObject } from '../json/json-value.ts';
import { isObject } from '../values/value-type.ts';
import { customCoreProperties, notModifiedBeforeCreated, observableProperties } from './common-properties.ts';
import { type ObjectType, objectType } from './object-type.ts';

// Objects of types that the standard does not define (sections 7.3 and 11.2): only their common properties are checked.

const versionedObject = objectType('custom', 'unknown', '3.2', customCoreProperties, [notModifiedBeforeCreated]);

const observableObject = objectType('custom', 'unknown', '3.2', observableProperties({}, false), [
  notModifiedBeforeCreated,
]);

/** Common properties that observables do not have, so that an object with one of them must be a versioned one. */
const PROPERTIES_OF_VERSIONED = [
  'created',
  'modified',
  'created_by_ref',
  'revoked',
  'labels',
  'confidence',
  'lang',
  'external_references',
];

/** What is asked of an object of an unknown type: as its extension says, else as its properties suggest. */
export function customObjectType(object: JsonObject): ObjectType {
  const announced = announcedTypes(object);
  if (announced.includes('new-sco')) return observableObject;
  if (announced.includes('new-sdo') || announced.includes('new-sro')) return versionedObject;
  return PROPERTIES_OF_VERSIONED.some((name) => Object.hasOwn(object, name)) ? versionedObject : observableObject;
}

function announcedTypes({ extensions }: JsonObject): readonly unknown[] {
  if (!isObject(extensions)) return [];
  return Object.values(extensions).map((extension) => (isObject(extension) ? extension.extension_type : undefined));
}

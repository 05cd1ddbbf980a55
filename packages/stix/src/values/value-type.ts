import type { JsonObject, JsonValue } from '../json/json-value.ts';
import type { Report } from '../validation/report.ts';

/** A data type of STIX (chapter 2), or a type with restrictions of its own. */
export type ValueType = {
  /** As the standard's tables write it, like `list of type string`. */
  readonly name: string;
  /** Notes in the report whatever is wrong with the value, which is never null. */
  readonly check: (value: JsonValue, report: Report) => void;
  readonly vocabulary?: Vocabulary;
};

/** The terms that the standard defines for a property (chapter 10). */
export type Vocabulary = {
  readonly name: string;
  readonly section: string;
  readonly terms: readonly string[];
  /** Whether other terms are refused (an enumeration) or merely not suggested (an open vocabulary). */
  readonly isClosed: boolean;
};

/** A property of an object or structure. */
export type PropertyDefinition = ValueType & { readonly required?: boolean };

/** The properties of an object or structure by name, in the order of the standard's table. */
export type Properties = { readonly [name: string]: PropertyDefinition };

/** A rule about several properties of one object or structure. Must not trust the types of their values. */
export type Rule = (object: JsonObject, report: Report) => void;

/** Marks a property as required. */
export function required(type: ValueType): PropertyDefinition {
  return { ...type, required: true };
}

/** Whether a value is a JSON object (not null, not a list). */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

import type { JsonObject } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import { checkAnyValue } from './any-value.ts';
import { isDictionaryKey } from './dictionary-key.ts';
import { isObject, type Properties, type PropertyDefinition, type Rule, type ValueType } from './value-type.ts';

/** The properties of an object or structure, ready for checking many of them. */
export type PropertyTable = {
  readonly byName: ReadonlyMap<string, PropertyDefinition>;
  readonly required: readonly string[];
};

/** Called for a property that the table does not have, with the path at that property. */
type UnknownProperty = (name: string, object: JsonObject, report: Report) => void;

export function propertyTable(properties: Properties): PropertyTable {
  const byName = new Map(Object.entries(properties));
  return { byName, required: [...byName].filter(([, { required }]) => required).map(([name]) => name) };
}

/** Checks each property by itself, and that the required ones are there. */
export function checkProperties(
  object: JsonObject,
  table: PropertyTable,
  unknownProperty: UnknownProperty,
  report: Report,
): void {
  const depth = report.path.length;
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value === undefined) continue;
    report.path[depth] = name;
    const definition = table.byName.get(name);
    if (value === null) report.refuse('null-value', '2', 'null is no value in STIX: leave the property out.');
    else if (definition === undefined) unknownProperty(name, object, report);
    else definition.check(value, report);
  }
  report.path.length = depth;
  for (const name of table.required) {
    if (!Object.hasOwn(object, name) || object[name] === undefined) {
      report.refuse('missing-property', report.section, `${name} is required.`, name);
    }
  }
}

/** A type made of properties, such as `external-reference`. Custom properties are let through. */
export function structure(
  name: string,
  section: string,
  properties: Properties,
  rules: readonly Rule[] = [],
): ValueType {
  const table = propertyTable(properties);
  return {
    name,
    check(value, report) {
      if (!isObject(value)) {
        report.refuse('wrong-type', section, `Must be an object of type ${name}, not ${describe(value)}.`);
        return;
      }
      const outer = report.section;
      report.section = section;
      checkProperties(value, table, customProperty, report);
      for (const rule of rules) rule(value, report);
      report.section = outer;
    },
  };
}

function customProperty(name: string, object: JsonObject, report: Report): void {
  if (!isDictionaryKey(name)) {
    const form = '3 to 250 of the characters a-z, 0-9, underscore';
    report.refuse('property-name', '3.1', `The name of a property must be ${form}, not ${describe(name)}.`);
  }
  checkAnyValue(object[name] ?? null, report);
}

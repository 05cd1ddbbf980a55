import type { JsonObject } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import { checkAnyValue } from '../values/any-value.ts';

const PROPERTY_NAME = /^[a-z][a-z0-9_]{2,249}$/;
const RESERVED_NAMES: ReadonlySet<string> = new Set(['severity', 'username', 'phone_number', 'action']);

/** Checks a top-level property that the standard does not define for this object: its name and its value. */
export function checkCustomProperty(name: string, object: JsonObject, report: Report): void {
  if (RESERVED_NAMES.has(name)) {
    report.refuse('reserved-property', '3.8', `The standard reserves the name ${name} for its future editions.`);
  } else if (name === 'defanged') {
    report.refuse('property-not-applicable', '3.2', 'Only cyber-observable objects may be defanged.');
  } else if (!PROPERTY_NAME.test(name)) {
    const form = '3 to 250 of the characters a-z, 0-9, underscore, with a letter first';
    report.refuse('property-name', '3.1', `The name of a property must be ${form}, not ${describe(name)}.`);
  }
  checkAnyValue(object[name] ?? null, report);
}

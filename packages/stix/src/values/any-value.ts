import type { JsonValue } from '../json/json-value.ts';
import type { Report } from '../validation/report.ts';
import { isDictionaryKey } from './dictionary-key.ts';
import { checkString, float } from './scalars.ts';
import { isList, isObject, type ValueType } from './value-type.ts';

/** Checks what every property in STIX must be, whatever its type: no null, no empty list or dictionary, plain keys. */
export function checkAnyValue(value: JsonValue, report: Report): void {
  if (isList(value) && value.length === 0) {
    report.refuse('empty-list', '2.12', 'Must hold at least one value: leave an empty list out.');
  } else if (isObject(value) && Object.keys(value).length === 0) {
    report.refuse('empty-dictionary', '2.3', 'Must hold at least one entry: leave an empty dictionary out.');
  } else checkNested(value, report);
}

/** Empty lists deeper inside are let through: ATT&CK has some, and the standard does not know these structures. */
function checkNested(value: JsonValue, report: Report): void {
  if (typeof value === 'string') checkString(value, report);
  else if (typeof value === 'number') float.check(value, report);
  else if (value === null) report.refuse('null-value', '2', 'null is no value in STIX: leave the property out.');
  else if (typeof value === 'object') checkContainer(value, report);
}

function checkContainer(value: Exclude<JsonValue, string | number | boolean | null>, report: Report): void {
  if (report.path.length > report.limits.maxDepth) {
    report.refuse('too-deep', '2', `Must not be nested more than ${report.limits.maxDepth} levels deep.`);
    return;
  }
  const depth = report.path.length;
  if (isList(value)) {
    for (let i = 0; i < value.length; i += 1) {
      report.path[depth] = i;
      checkNested(value[i] ?? null, report);
    }
  } else {
    for (const key of Object.keys(value)) {
      report.path[depth] = key;
      checkKey(key, report);
      checkNested(value[key] ?? null, report);
    }
  }
  report.path.length = depth;
}

function checkKey(key: string, report: Report): void {
  if (isDictionaryKey(key)) return;
  report.refuse('dictionary-key', '2.3', 'A key must be 1 to 250 of the characters a-z, A-Z, 0-9, hyphen, underscore.');
}

/** A value that the standard leaves open. */
export const anyValue: ValueType = { name: 'any', check: checkAnyValue };

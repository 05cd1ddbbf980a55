import type { JsonObject, JsonValue } from '../../json/json-value.ts';
import { describe } from '../../validation/describe.ts';
import type { Report } from '../../validation/report.ts';
import { checkProperties, type PropertyTable } from '../../values/structure.ts';
import { isObject, type ValueType } from '../../values/value-type.ts';
import { checkCustomProperty } from '../custom-properties.ts';
import type { ObjectType } from '../object-type.ts';
import { checkTypeName } from '../type-name.ts';
import { observableTypes } from './observable-types.ts';

/** Observables inside a container, some of them of STIX 2.0, need no `id`. */
const TYPES = new Map(observableTypes.map((type) => [type.type, { type, table: withoutRequiredId(type.table) }]));

function withoutRequiredId(table: PropertyTable): PropertyTable {
  return { ...table, required: table.required.filter((name) => name !== 'id') };
}

/** The deprecated container of observables, which refer to each other by key (section 2.13). */
export const observableContainer: ValueType = {
  name: 'observable-container',
  check(value, report) {
    if (!isObject(value)) {
      report.refuse('wrong-type', '2.13', `Must be a dictionary of observables, not ${describe(value)}.`);
      return;
    }
    const keys = Object.keys(value);
    if (keys.length === 0) report.refuse('empty-dictionary', '2.13', 'Must hold at least one observable.');
    const { root, section } = report;
    const depth = report.path.length;
    report.containerTypes = new Map(keys.map((key) => [key, typeOf(value[key])]));
    for (const key of keys) {
      report.path[depth] = key;
      checkObservable(value[key] ?? null, report);
    }
    report.containerTypes = undefined;
    report.path.length = depth;
    report.root = root;
    report.section = section;
  },
};

function typeOf(value: JsonValue | undefined): string | undefined {
  return isObject(value) && typeof value.type === 'string' ? value.type : undefined;
}

function checkObservable(value: JsonValue, report: Report): void {
  const type = typeOf(value);
  if (!isObject(value) || type === undefined) {
    report.refuse('not-an-object', '2.13', `Must be an observable with a type, not ${describe(value)}.`);
    return;
  }
  checkTypeName(type, report);
  const known = TYPES.get(type);
  if (known) checkKnownObservable(value, known.type, known.table, report);
}

function checkKnownObservable(value: JsonObject, type: ObjectType, table: PropertyTable, report: Report): void {
  report.root = value;
  report.section = type.section;
  checkProperties(value, table, checkCustomProperty, report);
  for (const rule of type.rules) rule(value, report);
}

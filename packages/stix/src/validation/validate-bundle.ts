import { typeOfIdentifier } from '../ids/identifier.ts';
import type { JsonValue } from '../json/json-value.ts';
import { checkAnyValue } from '../values/any-value.ts';
import { isList, isObject } from '../values/value-type.ts';
import { describe } from './describe.ts';
import type { Refusal } from './refusal.ts';
import { Report } from './report.ts';

const SECTION = '8';
const LIMITS = { maxDepth: 64, maxRefusals: 100 };

/** The rules of a bundle itself (chapter 8) that the value breaks; its objects are left to validateObject. */
export function validateBundle(value: JsonValue): Refusal[] {
  const bundle = isObject(value) ? value : {};
  const report = new Report(bundle, LIMITS);
  if (!isObject(value)) report.refuse('not-an-object', SECTION, `Must be a JSON object, not ${describe(value)}.`);
  else if (value.type !== 'bundle') report.refuse('wrong-type', SECTION, 'type must be "bundle".', 'type');
  else {
    checkId(value.id, report);
    if (value.objects !== undefined) checkObjects(value.objects, report);
    if (value.spec_version !== undefined && value.spec_version !== '2.1') {
      const message = `A bundle of STIX 2.1 has no spec_version ${describe(value.spec_version)}.`;
      report.refuse('spec-version', SECTION, message, 'spec_version');
    }
    for (const [name, extra] of Object.entries(value)) {
      if (name === 'objects') continue;
      report.path[0] = name;
      checkAnyValue(extra, report);
      report.path.length = 0;
    }
  }
  return report.refusals;
}

function checkId(id: JsonValue | undefined, report: Report): void {
  if (id === undefined) report.refuse('missing-property', SECTION, 'id is required.', 'id');
  else if (typeof id !== 'string' || typeOfIdentifier(id) !== 'bundle') {
    report.refuse('identifier-form', '2.9', `Must be "bundle--" and an RFC 4122 UUID, not ${describe(id)}.`, 'id');
  }
}

function checkObjects(objects: JsonValue, report: Report): void {
  if (!isList(objects)) {
    report.refuse('wrong-type', SECTION, `objects must be a list, not ${describe(objects)}.`, 'objects');
    return;
  }
  if (objects.length === 0) report.refuse('empty-list', '2.12', 'Leave an empty list out.', 'objects');
  objects.forEach((object, i) => {
    if (isObject(object) && object.type !== 'bundle') return;
    report.path.push('objects', i);
    report.refuse('not-a-stix-object', SECTION, `Must be a STIX object, not ${describe(object)}.`);
    report.path.length = 0;
  });
}

import type { JsonObject } from '../../json/json-value.ts';
import { TLP_2_EXTENSION, type TlpMarking, tlpMarkings } from '../../markings/tlp-markings.ts';
import { compareTimestamps, isTimestamp } from '../../time/timestamp.ts';
import { describe } from '../../validation/describe.ts';
import { anyValue } from '../../values/any-value.ts';
import { has } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { isList, isObject, type Rule, required, type ValueType } from '../../values/value-type.ts';
import { markingProperties, notApplicable } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const SECTION = '7.2.1';

const statement = structure('statement marking', SECTION, { statement: required(string) });

const markingObject: ValueType = {
  name: '<marking object>',
  check(value, report) {
    if (!isObject(value)) report.refuse('wrong-type', SECTION, `Must be an object, not ${describe(value)}.`);
    else if (report.root.definition_type === 'statement') statement.check(value, report);
    else anyValue.check(value, report);
  },
};

const definesMarking: Rule = (object, report) => {
  if (has(object, 'extensions')) return;
  for (const name of ['definition_type', 'definition']) {
    if (!has(object, name)) {
      report.refuse('missing-property', SECTION, `${name} is required where there are no extensions.`, name);
    }
  }
};

const isStandardTlp: Rule = (object, report) => {
  const level = claimedTlpLevel(object);
  const id = typeof object.id === 'string' ? object.id : '';
  const standard = tlpMarkings.get(id);
  if (level === undefined) {
    if (standard?.version === 2) {
      report.refuse('tlp-marking', SECTION, `Only ${standard.name} (TLP 2.0) may have this id.`, 'id');
    }
  } else if (!standard || !isInstanceOf(object, level, standard)) {
    const message = 'A TLP marking must be one of the standard marking definitions, with their ids and dates.';
    report.refuse('tlp-marking', SECTION, message);
  }
};

type ClaimedLevel = { readonly version: 1 | 2; readonly level: unknown };

function claimedTlpLevel(object: JsonObject): ClaimedLevel | undefined {
  const { definition_type: definitionType, definition, extensions } = object;
  if (definitionType === 'tlp') return { version: 1, level: isObject(definition) ? definition.tlp : undefined };
  const extension = isObject(extensions) ? extensions[TLP_2_EXTENSION] : undefined;
  return isObject(extension) ? { version: 2, level: extension.tlp_2_0 } : undefined;
}

/** Whether the object agrees with a standard marking in all that matters; its name may be left out. */
function isInstanceOf(object: JsonObject, claimed: ClaimedLevel, standard: TlpMarking): boolean {
  const expected = claimedTlpLevel(standard.definition);
  if (expected?.version !== claimed.version || expected.level !== claimed.level) return false;
  return isSameMoment(object.created, standard.definition.created) && (object.name ?? standard.name) === standard.name;
}

function isSameMoment(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && isTimestamp(a) && compareTimestamps(a, b) === 0;
}

const doesNotMarkItself: Rule = ({ id, object_marking_refs: marks, granular_markings: granular }, report) => {
  if (typeof id !== 'string') return;
  const message = 'A marking definition must not be marked with itself.';
  if (isList(marks) && marks.includes(id)) report.refuse('circular-marking', '3.2', message, 'object_marking_refs');
  if (isList(granular) && granular.some((marking) => isObject(marking) && marking.marking_ref === id)) {
    report.refuse('circular-marking', '3.2', message, 'granular_markings');
  }
};

export const markingDefinitionObject = objectType(
  'marking-definition',
  'meta',
  SECTION,
  {
    ...markingProperties,
    name: string,
    definition_type: string,
    definition: markingObject,
    ...notApplicable(SECTION, 'modified', 'revoked', 'labels', 'confidence', 'lang'),
  },
  [definesMarking, isStandardTlp, doesNotMarkItself],
);

import type { JsonObject } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import type { RuleCode } from '../validation/refusal.ts';
import { isDictionaryKey } from './dictionary-key.ts';
import { isList, isObject, type ValueType } from './value-type.ts';

/** A list with at least one value (section 2.12). */
export function listOf(item: ValueType): ValueType {
  return {
    name: `list of type ${item.name}`,
    ...(item.vocabulary && { vocabulary: item.vocabulary }),
    check(value, report) {
      if (!isList(value)) {
        report.refuse('wrong-type', '2.12', `Must be a list, not ${describe(value)}.`);
        return;
      }
      if (value.length === 0) {
        report.refuse('empty-list', '2.12', 'Must hold at least one value: leave an empty list out.');
        return;
      }
      const depth = report.path.length;
      for (let i = 0; i < value.length; i += 1) {
        report.path[depth] = i;
        item.check(value[i] ?? null, report);
      }
      report.path.length = depth;
    },
  };
}

type DictionaryOptions = {
  readonly name?: string;
  readonly section?: string;
  readonly isKey?: (key: string) => boolean;
  /** Completes the sentence "A key must be ...". */
  readonly keyForm?: string;
  readonly keyRule?: RuleCode;
};

/** A dictionary with at least one entry (section 2.3). The value's check sees its key as the last step of the path. */
export function dictionaryOf(valueType: ValueType, options: DictionaryOptions = {}): ValueType {
  const {
    name = 'dictionary',
    section = '2.3',
    isKey = isDictionaryKey,
    keyForm = '1 to 250 of the characters a-z, A-Z, 0-9, hyphen, underscore',
    keyRule = 'dictionary-key',
  } = options;
  return {
    name,
    check(value, report) {
      if (!isObject(value)) {
        report.refuse('wrong-type', section, `Must be a dictionary, not ${describe(value)}.`);
        return;
      }
      const keys = Object.keys(value);
      if (keys.length === 0) {
        report.refuse('empty-dictionary', '2.3', 'Must hold at least one entry: leave an empty dictionary out.');
        return;
      }
      const depth = report.path.length;
      for (const key of keys) {
        report.path[depth] = key;
        if (!isKey(key)) report.refuse(keyRule, section, `A key must be ${keyForm}, not ${describe(key)}.`);
        valueType.check(entry(value, key), report);
      }
      report.path.length = depth;
    },
  };
}

function entry(object: JsonObject, key: string) {
  return object[key] ?? null;
}

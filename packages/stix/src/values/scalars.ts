import type { JsonValue } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import type { ValueType } from './value-type.ts';

/** Whether the value is text of valid Unicode (section 2.15); notes it if not. */
export function checkString(value: JsonValue, report: Report): value is string {
  if (typeof value !== 'string') {
    report.refuse('wrong-type', '2.15', `Must be a string, not ${describe(value)}.`);
    return false;
  }
  if (!value.isWellFormed()) {
    report.refuse('unicode', '2.15', 'Must be valid Unicode, but holds half of a surrogate pair.');
    return false;
  }
  return true;
}

export const string: ValueType = { name: 'string', check: checkString };

/** Text of one form. `form` completes the sentence "Must be ...". */
export function stringOfForm(
  name: string,
  section: string,
  form: string,
  matches: (text: string) => boolean,
): ValueType {
  return {
    name,
    check(value, report) {
      if (checkString(value, report) && !matches(value)) {
        report.refuse('value-form', section, `Must be ${form}, not ${describe(value)}.`);
      }
    },
  };
}

export const boolean: ValueType = {
  name: 'boolean',
  check(value, report) {
    if (typeof value !== 'boolean') {
      report.refuse('wrong-type', '2.2', `Must be true or false, not ${describe(value)}.`);
    }
  },
};

/** A whole number that a double holds exactly (section 2.10), perhaps within narrower bounds. */
export function integerBetween(least: number, most: number): ValueType {
  return {
    name: 'integer',
    check(value, report) {
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        report.refuse('wrong-type', '2.10', `Must be a whole number, not ${describe(value)}.`);
      } else if (value < least || value > most) {
        report.refuse('number-range', report.section, `Must be between ${least} and ${most}, not ${describe(value)}.`);
      }
    },
  };
}

export const integer: ValueType = integerBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const nonNegativeInteger: ValueType = integerBetween(0, Number.MAX_SAFE_INTEGER);

/** A finite number (section 2.6), perhaps within narrower bounds. */
export function floatBetween(least: number, most: number): ValueType {
  return {
    name: 'float',
    check(value, report) {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        report.refuse('wrong-type', '2.6', `Must be a number that a double can hold, not ${describe(value)}.`);
      } else if (value < least || value > most) {
        report.refuse('number-range', report.section, `Must be between ${least} and ${most}, not ${describe(value)}.`);
      }
    },
  };
}

export const float: ValueType = floatBetween(-Infinity, Infinity);

/** A whole number or a string, as in the dictionaries of IPFIX elements and EXIF tags. */
export const integerOrString: ValueType = {
  name: 'integer or string',
  check: (value, report) => (typeof value === 'string' ? string : integer).check(value, report),
};

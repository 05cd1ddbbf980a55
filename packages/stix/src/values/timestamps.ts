import type { JsonValue } from '../json/json-value.ts';
import { isTimestamp } from '../time/timestamp.ts';
import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import type { ValueType } from './value-type.ts';

const LENGTH_WITH_MILLISECONDS = 'YYYY-MM-DDTHH:mm:ss.sssZ'.length;
const FRACTION_OF_A_SECOND = /\.\d*[1-9]/;

function checkTimestamp(value: JsonValue, report: Report): value is string {
  if (typeof value !== 'string') {
    report.refuse('wrong-type', '2.16', `Must be a timestamp, not ${describe(value)}.`);
    return false;
  }
  if (!isTimestamp(value)) {
    const example = '2016-01-20T12:31:12.123Z';
    report.refuse('timestamp-form', '2.16', `Must be a date and time in UTC like ${example}, not ${describe(value)}.`);
    return false;
  }
  return true;
}

export const timestamp: ValueType = { name: 'timestamp', check: checkTimestamp };

/**
 * When an object or a version of it was made: given to the millisecond at least (section 3.2). Files of STIX 2.0, which
 * deprecated containers may hold, have properties of the same names with another meaning.
 */
export const versionTimestamp: ValueType = {
  name: 'timestamp',
  check(value, report) {
    if (!checkTimestamp(value, report) || report.containerTypes !== undefined) return;
    if (value.length < LENGTH_WITH_MILLISECONDS) {
      report.refuse(
        'timestamp-precision',
        '3.2',
        `Must have at least three fraction digits, unlike ${describe(value)}.`,
      );
    }
  },
};

/** A timestamp that can say no more than the second (section 6.7.6). */
export const secondTimestamp: ValueType = {
  name: 'timestamp',
  check(value, report) {
    if (checkTimestamp(value, report) && FRACTION_OF_A_SECOND.test(value)) {
      report.refuse('timestamp-precision', report.section, `Must be precise to the second, unlike ${describe(value)}.`);
    }
  },
};

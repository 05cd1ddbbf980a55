import { dictionaryOf, listOf } from '../../values/collections.ts';
import { string } from '../../values/scalars.ts';
import type { ValueType } from '../../values/value-type.ts';

const lines = listOf(string);

/** A header field that may be repeated. STIX 2.0, which deprecated containers may hold, had a plain string. */
const headerField: ValueType = {
  name: lines.name,
  check(value, report) {
    const isOldForm = report.containerTypes !== undefined && typeof value === 'string';
    (isOldForm ? string : lines).check(value, report);
  },
};

export const headerFields = dictionaryOf(headerField);

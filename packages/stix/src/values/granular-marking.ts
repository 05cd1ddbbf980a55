import { describe } from '../validation/describe.ts';
import { listOf } from './collections.ts';
import { referenceTo } from './identifiers.ts';
import { languageCode } from './language-codes.ts';
import { exactlyOneOf } from './rules.ts';
import { checkString } from './scalars.ts';
import { parseSelector, resolveSelector } from './selectors.ts';
import { structure } from './structure.ts';
import { required, type ValueType } from './value-type.ts';

const selector: ValueType = {
  name: 'string',
  check(value, report) {
    if (!checkString(value, report)) return;
    const steps = parseSelector(value);
    if (steps === undefined) {
      const form = 'property names and list indexes like [0], separated by dots';
      report.refuse('selector-syntax', '7.2.3', `Must be ${form}, not ${describe(value)}.`);
    } else if (resolveSelector(report.root, steps) === undefined) {
      report.refuse('selector-unresolved', '7.2.3', `${describe(value)} selects nothing in this object.`);
    }
  },
};

/** A marking or a language of parts of an object (section 7.2.3). */
export const granularMarking = structure(
  'granular-marking',
  '7.2.3',
  { lang: languageCode, marking_ref: referenceTo('marking-definition'), selectors: required(listOf(selector)) },
  [exactlyOneOf('lang', 'marking_ref')],
);

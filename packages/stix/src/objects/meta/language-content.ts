import { describe } from '../../validation/describe.ts';
import { checkAnyValue } from '../../values/any-value.ts';
import { dictionaryOf } from '../../values/collections.ts';
import { referenceToAny } from '../../values/identifiers.ts';
import { isLanguageCode } from '../../values/language-codes.ts';
import { timestamp } from '../../values/timestamps.ts';
import { isObject, required, type ValueType } from '../../values/value-type.ts';
import { coreProperties, notApplicable, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

/** The translated properties of an object: a dictionary that mirrors it. */
const translation: ValueType = {
  name: 'dictionary',
  check(value, report) {
    if (isObject(value)) checkAnyValue(value, report);
    else report.refuse('wrong-type', '7.1.1', `Must be a dictionary of translations, not ${describe(value)}.`);
  },
};

const contents = dictionaryOf(translation, {
  section: '7.1.1',
  isKey: isLanguageCode,
  keyForm: 'an RFC 5646 language code such as "en" or "pt-BR"',
  keyRule: 'language-code',
});

export const languageContentObject = objectType(
  'language-content',
  'meta',
  '7.1',
  {
    ...coreProperties,
    ...notApplicable('7.1.1', 'lang'),
    object_ref: required(referenceToAny),
    object_modified: timestamp,
    contents: required(contents),
  },
  [notModifiedBeforeCreated],
);

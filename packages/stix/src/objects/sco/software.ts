import { listOf } from '../../values/collections.ts';
import { languageCode } from '../../values/language-codes.ts';
import { cpe } from '../../values/observable-values.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const softwareObject = objectType('software', 'sco', '6.14', {
  ...observableProperties(),
  name: required(string),
  cpe,
  swid: string,
  languages: listOf(languageCode),
  vendor: string,
  version: string,
});

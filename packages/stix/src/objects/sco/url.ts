import { url } from '../../values/observable-values.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const urlObject = objectType('url', 'sco', '6.15', {
  ...observableProperties(),
  value: required(url),
});

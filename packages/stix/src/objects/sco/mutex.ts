import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const mutexObject = objectType('mutex', 'sco', '6.11', {
  ...observableProperties(),
  name: required(string),
});

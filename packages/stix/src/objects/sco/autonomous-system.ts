import { integer, string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const autonomousSystemObject = objectType('autonomous-system', 'sco', '6.2', {
  ...observableProperties(),
  number: required(integer),
  name: string,
  rir: string,
});

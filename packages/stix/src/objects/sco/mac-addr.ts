import { mac } from '../../values/observable-values.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const macAddrObject = objectType('mac-addr', 'sco', '6.10', {
  ...observableProperties(),
  value: required(mac),
});

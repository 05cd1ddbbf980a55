import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { ipv4 } from '../../values/observable-values.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const ipv4AddrObject = objectType('ipv4-addr', 'sco', '6.8', {
  ...observableProperties(),
  value: required(ipv4),
  resolves_to_refs: listOf(observableReference('mac-addr')),
  belongs_to_refs: listOf(observableReference('autonomous-system')),
});

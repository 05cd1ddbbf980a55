import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { ipv6 } from '../../values/observable-values.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const ipv6AddrObject = objectType('ipv6-addr', 'sco', '6.9', {
  ...observableProperties(),
  value: required(ipv6),
  resolves_to_refs: listOf(observableReference('mac-addr')),
  belongs_to_refs: listOf(observableReference('autonomous-system')),
});

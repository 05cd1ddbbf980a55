import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { domainName } from '../../values/observable-values.ts';
import { required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const domainNameObject = objectType('domain-name', 'sco', '6.4', {
  ...observableProperties(),
  value: required(domainName),
  resolves_to_refs: listOf(observableReference('ipv4-addr', 'ipv6-addr', 'domain-name')),
});

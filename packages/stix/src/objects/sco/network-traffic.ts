import { dictionaryOf, listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf, has, notEarlier } from '../../values/rules.ts';
import { boolean, integerBetween, integerOrString, nonNegativeInteger, string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { type Rule, required } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';
import { networkTrafficExtensions } from './network-traffic-extensions.ts';

const port = integerBetween(0, 65_535);
const address = observableReference('ipv4-addr', 'ipv6-addr', 'mac-addr', 'domain-name');

const activeHasNoEnd: Rule = (object, report) => {
  if (object.is_active === true && has(object, 'end')) {
    report.refuse(
      'inconsistent',
      report.section,
      'Traffic that is still active (is_active is true) has no end.',
      'end',
    );
  }
};

export const networkTrafficObject = objectType(
  'network-traffic',
  'sco',
  '6.12',
  {
    ...observableProperties(networkTrafficExtensions),
    start: timestamp,
    end: timestamp,
    is_active: boolean,
    src_ref: address,
    dst_ref: address,
    src_port: port,
    dst_port: port,
    protocols: required(listOf(string)),
    src_byte_count: nonNegativeInteger,
    dst_byte_count: nonNegativeInteger,
    src_packets: nonNegativeInteger,
    dst_packets: nonNegativeInteger,
    ipfix: dictionaryOf(integerOrString),
    src_payload_ref: observableReference('artifact'),
    dst_payload_ref: observableReference('artifact'),
    encapsulates_refs: listOf(observableReference('network-traffic')),
    encapsulated_by_ref: observableReference('network-traffic'),
  },
  [atLeastOneOf('src_ref', 'dst_ref'), notEarlier('end', 'start'), activeHasNoEnd],
);

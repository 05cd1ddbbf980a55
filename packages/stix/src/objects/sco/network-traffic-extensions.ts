import { dictionaryOf } from '../../values/collections.ts';
import { hex } from '../../values/encodings.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, integer, nonNegativeInteger, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { required } from '../../values/value-type.ts';
import { networkSocketAddressFamily, networkSocketType } from '../../vocabularies/enumerations.ts';
import { headerFields } from './header-fields.ts';

const httpRequest = structure('http-request-ext', '6.12.2', {
  request_method: required(string),
  request_value: required(string),
  request_version: string,
  request_header: headerFields,
  message_body_length: integer,
  message_body_data_ref: observableReference('artifact'),
});

const icmp = structure('icmp-ext', '6.12.3', { icmp_type_hex: required(hex), icmp_code_hex: required(hex) });

const socket = structure('socket-ext', '6.12.4', {
  address_family: required(networkSocketAddressFamily),
  is_blocking: boolean,
  is_listening: boolean,
  options: dictionaryOf(integer),
  socket_type: networkSocketType,
  socket_descriptor: nonNegativeInteger,
  socket_handle: integer,
});

const tcp = structure('tcp-ext', '6.12.5', { src_flags_hex: hex, dst_flags_hex: hex }, [
  atLeastOneOf('src_flags_hex', 'dst_flags_hex'),
]);

/** The extensions of network-traffic objects. */
export const networkTrafficExtensions = {
  'http-request-ext': httpRequest,
  'icmp-ext': icmp,
  'socket-ext': socket,
  'tcp-ext': tcp,
};

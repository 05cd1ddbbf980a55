import { hashes } from '../../values/hashes.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, integer, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { timestamp } from '../../values/timestamps.ts';
import type { Properties } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const v3ExtensionProperties: Properties = {
  basic_constraints: string,
  name_constraints: string,
  policy_constraints: string,
  key_usage: string,
  extended_key_usage: string,
  subject_key_identifier: string,
  authority_key_identifier: string,
  subject_alternative_name: string,
  issuer_alternative_name: string,
  subject_directory_attributes: string,
  crl_distribution_points: string,
  inhibit_any_policy: string,
  private_key_usage_period_not_before: timestamp,
  private_key_usage_period_not_after: timestamp,
  certificate_policies: string,
  policy_mappings: string,
};
const v3Extensions = structure('x509-v3-extensions-type', '6.18.2', v3ExtensionProperties, [
  atLeastOneOf(...Object.keys(v3ExtensionProperties)),
]);

const ownProperties: Properties = {
  is_self_signed: boolean,
  hashes,
  version: string,
  serial_number: string,
  signature_algorithm: string,
  issuer: string,
  validity_not_before: timestamp,
  validity_not_after: timestamp,
  subject: string,
  subject_public_key_algorithm: string,
  subject_public_key_modulus: string,
  subject_public_key_exponent: integer,
  x509_v3_extensions: v3Extensions,
};

export const x509CertificateObject = objectType(
  'x509-certificate',
  'sco',
  '6.18',
  { ...observableProperties(), ...ownProperties },
  [atLeastOneOf(...Object.keys(ownProperties), 'extensions')],
);

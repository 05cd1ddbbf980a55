import type { JsonObject } from '@entente/stix';
import type { Draft } from '../../json/json-access.ts';
import type { Observable } from '../observable.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';

const CERTIFICATE: readonly FieldRow[] = [
  ['version', 'version'],
  ['serial-number', 'serial_number'],
  ['signature_algorithm', 'signature_algorithm'],
  ['issuer', 'issuer'],
  ['validity-not-before', 'validity_not_before', 'time'],
  ['validity-not-after', 'validity_not_after', 'time'],
  ['subject', 'subject'],
  ['pubkey-info-algorithm', 'subject_public_key_algorithm'],
  ['pubkey-info-modulus', 'subject_public_key_modulus'],
  ['pubkey-info-exponent', 'subject_public_key_exponent', 'integer'],
  ['self_signed', 'is_self_signed', 'boolean'],
];

const FINGERPRINTS: readonly FieldRow[] = [
  ['x509-fingerprint-md5', 'MD5'],
  ['x509-fingerprint-sha1', 'SHA-1'],
  ['x509-fingerprint-sha256', 'SHA-256'],
];

/** The names that a certificate may be for, as OpenSSL writes the extension. */
const ALTERNATIVE_NAMES: readonly (readonly [relation: string, prefix: string])[] = [
  ['dns_names', 'DNS name'],
  ['email', 'email'],
  ['ip', 'IP'],
  ['rid', 'RID'],
  ['uri', 'URI'],
];

/** The MISP object for an X.509 certificate. */
export function certificate(fields: ObjectFields): readonly Observable[] | undefined {
  const hashes = takeProperties(fields, FINGERPRINTS);
  const properties: Draft = {
    ...(Object.keys(hashes).length > 0 ? { hashes } : {}),
    ...takeProperties(fields, CERTIFICATE),
    ...alternativeNames(fields),
  };
  return Object.keys(properties).length === 0
    ? undefined
    : [{ type: 'x509-certificate', properties, unmatched: fields.rest() }];
}

function alternativeNames(fields: ObjectFields): JsonObject {
  const names = ALTERNATIVE_NAMES.flatMap(([relation, prefix]) =>
    fields.takeAll(relation).map((value) => `${prefix}=${value}`),
  );
  return names.length > 0 ? { x509_v3_extensions: { subject_alternative_name: names.join(',') } } : {};
}

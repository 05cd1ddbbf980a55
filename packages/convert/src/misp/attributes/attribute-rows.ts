import type { JsonObject } from '@entente/stix';
import { artifact, zippedArtifact } from '../artifact.ts';
import { FILE_HASHES } from '../file-hashes.ts';
import { domainName, ipAddress, portNumber } from '../ip-address.ts';
import type { Observable } from '../observable.ts';
import { fullRegistryKey } from '../registry-key.ts';

/** How one type of MISP attribute becomes observables. */
export type AttributeRow = {
  /** The observables of a value, or undefined where the value is not of the type's form. `data` is base64. */
  readonly observables: (value: string, data?: string) => readonly Observable[] | undefined;
  /** The observable lacks what STIX requires of an object, so it can only be matched. */
  readonly patternOnly?: true;
};

/**
 * The attribute types that MISP's documentation maps to observables and patterns (misp_attributes_to_stix21). Where its
 * patterns compare numbers as strings, or values of two objects in one observation, ours follow STIX 2.1 section 9.
 */
export const ATTRIBUTE_ROWS: ReadonlyMap<string, AttributeRow> = new Map<string, AttributeRow>([
  ['AS', row(autonomousSystem)],
  ['attachment', row((name, data) => one('file', { name }, { content_ref: artifact(data) }))],
  ['domain', row((value) => [domainName(value)])],
  ['domain|ip', row(pair('|', (domain, ip) => resolving(domain, ip)))],
  ['email', row((value) => [emailAddress(value)])],
  ['email-attachment', row((name) => [emailMessage({}, { attachments: [{ type: 'file', properties: { name } }] })])],
  ['email-body', row((body) => [emailMessage({ body })])],
  ['email-dst', row((value) => [emailMessage({}, { refs: { to_refs: [emailAddress(value)] } })])],
  ['email-header', row((line) => [emailMessage({ received_lines: [line] })])],
  ['email-message-id', row((id) => [emailMessage({ message_id: id })])],
  ['email-reply-to', row((value) => [emailMessage({ additional_header_fields: { 'Reply-To': [value] } })])],
  ['email-src', row((value) => [emailMessage({}, { refs: { from_ref: emailAddress(value) } })])],
  ['email-subject', row((subject) => [emailMessage({ subject })])],
  ['email-x-mailer', row((value) => [emailMessage({ additional_header_fields: { 'X-Mailer': [value] } })])],
  ['filename', row((name) => one('file', { name }))],
  ['github-username', row((name) => one('user-account', { account_type: 'github', account_login: name }))],
  ['hostname', row((value) => [domainName(value)])],
  ['hostname|port', row(pair('|', (host, port) => traffic('dst', domainName(host), port)))],
  ['http-method', pattern((method) => httpRequest({ request_method: method.toLowerCase() }))],
  ['ip-dst', row((value) => traffic('dst', ipAddress(value)))],
  ['ip-dst|port', row(pair('|', (ip, port) => traffic('dst', ipAddress(ip), port)))],
  ['ip-src', row((value) => traffic('src', ipAddress(value)))],
  ['ip-src|port', row(pair('|', (ip, port) => traffic('src', ipAddress(ip), port)))],
  ['link', row((value) => one('url', { value }))],
  ['mac-address', row((value) => one('mac-addr', { value: value.toLowerCase().replaceAll('-', ':') }))],
  ['malware-sample', row(malwareSample)],
  ['mutex', row((name) => one('mutex', { name }))],
  ['port', pattern(port)],
  ['regkey', row((key) => one('windows-registry-key', { key: fullRegistryKey(key) }))],
  ['regkey|value', row(pair('|', registryValue))],
  ['size-in-bytes', pattern((size) => (/^\d{1,15}$/.test(size) ? one('file', { size: Number(size) }) : undefined))],
  ['uri', row((value) => one('url', { value }))],
  ['url', row((value) => one('url', { value }))],
  ['user-agent', pattern((agent) => httpRequest({ request_header: { 'User-Agent': [agent] } }))],
  ['x509-fingerprint-md5', row((hash) => one('x509-certificate', { hashes: { MD5: hash } }))],
  ['x509-fingerprint-sha1', row((hash) => one('x509-certificate', { hashes: { 'SHA-1': hash } }))],
  ['x509-fingerprint-sha256', row((hash) => one('x509-certificate', { hashes: { 'SHA-256': hash } }))],
  ...hashRows(),
]);

function hashRows(): [string, AttributeRow][] {
  return [...FILE_HASHES].flatMap(([type, name]): [string, AttributeRow][] => [
    [type, row((hash) => one('file', { hashes: { [name]: hash } }))],
    [
      `filename|${type}`,
      row(lastPair('|', (filename, hash) => one('file', { name: filename, hashes: { [name]: hash } }))),
    ],
  ]);
}

function row(observables: AttributeRow['observables']): AttributeRow {
  return { observables };
}

function pattern(observables: AttributeRow['observables']): AttributeRow {
  return { observables, patternOnly: true };
}

/** A value of two parts, split at the first separator. */
function pair(
  separator: string,
  observables: (first: string, second: string) => readonly Observable[] | undefined,
): AttributeRow['observables'] {
  return (value) => splitAt(value, value.indexOf(separator), observables);
}

/** A value of two parts, split at the last separator: a file name may contain it, a hash may not. */
function lastPair(
  separator: string,
  observables: (first: string, second: string) => readonly Observable[] | undefined,
): AttributeRow['observables'] {
  return (value) => splitAt(value, value.lastIndexOf(separator), observables);
}

function splitAt(
  value: string,
  at: number,
  observables: (first: string, second: string) => readonly Observable[] | undefined,
): readonly Observable[] | undefined {
  const first = value.slice(0, Math.max(at, 0)).trim();
  const second = value.slice(at + 1).trim();
  return first === '' || second === '' ? undefined : observables(first, second);
}

function one(type: string, properties: JsonObject, refs: NonNullable<Observable['refs']> = {}): readonly Observable[] {
  return [{ type, properties, refs }];
}

function autonomousSystem(value: string): readonly Observable[] | undefined {
  const number = /^(?:AS)?(\d{1,10})$/i.exec(value)?.[1];
  return number === undefined ? undefined : one('autonomous-system', { number: Number(number) });
}

function resolving(domain: string, ip: string): readonly Observable[] | undefined {
  const address = ipAddress(ip);
  return address === undefined ? undefined : [{ ...domainName(domain), refs: { resolves_to_refs: [address] } }];
}

function emailAddress(value: string): Observable {
  return { type: 'email-addr', properties: { value } };
}

function emailMessage(properties: JsonObject, rest: Pick<Observable, 'refs' | 'attachments'> = {}): Observable {
  return { type: 'email-message', properties, unmatched: { is_multipart: rest.attachments !== undefined }, ...rest };
}

/** Traffic from or to an address. MISP does not say which protocol, and its documentation takes TCP. */
function traffic(
  end: 'src' | 'dst',
  address: Observable | undefined,
  portText?: string,
): readonly Observable[] | undefined {
  const number = portNumber(portText);
  if (address === undefined || (portText !== undefined && number === undefined)) return undefined;
  const properties = number === undefined ? {} : { [`${end}_port`]: number };
  return [
    { type: 'network-traffic', properties, unmatched: { protocols: ['tcp'] }, refs: { [`${end}_ref`]: address } },
  ];
}

function port(value: string): readonly Observable[] | undefined {
  const number = portNumber(value);
  return number === undefined ? undefined : one('network-traffic', { dst_port: number });
}

function httpRequest(extension: JsonObject): readonly Observable[] {
  return one('network-traffic', { extensions: { 'http-request-ext': extension } });
}

function malwareSample(value: string, data?: string): readonly Observable[] {
  const at = value.lastIndexOf('|');
  const properties = at < 0 ? { name: value } : { name: value.slice(0, at), hashes: { MD5: value.slice(at + 1) } };
  return one('file', properties, { content_ref: zippedArtifact(data) });
}

function registryValue(key: string, data: string): readonly Observable[] {
  return one('windows-registry-key', { key: fullRegistryKey(key), values: [{ data }] });
}

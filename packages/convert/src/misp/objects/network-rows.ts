import type { JsonObject } from '@entente/stix';
import type { Draft } from '../../json/json-access.ts';
import { domainName, ipAddress } from '../ip-address.ts';
import type { Observable } from '../observable.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';
import type { ObservableRow } from './observable-row.ts';

/** The MISP objects about names, addresses and traffic. */
export const NETWORK_ROWS: readonly (readonly [string, ObservableRow])[] = [
  ['domain-ip', domainIp],
  ['domain|ip', domainIp],
  ['http-request', httpRequest],
  ['ip-port', ipPort],
  ['ip|port', ipPort],
  ['netflow', netflow],
  ['network-connection', networkConnection],
  ['network-socket', networkSocket],
];

const PORTS: readonly FieldRow[] = [
  ['src-port', 'src_port', 'integer'],
  ['dst-port', 'dst_port', 'integer'],
];

function domainIp(fields: ObjectFields): readonly Observable[] | undefined {
  const addresses = takeAddresses(fields, 'ip');
  const [first, ...more] = fields.takeAll('domain', 'hostname').map(domainName);
  if (first === undefined) return undefined;
  const refs = { resolves_to_refs: addresses };
  return [{ ...first, unmatched: fields.rest(), refs }, ...more.map((domain) => ({ ...domain, refs }))];
}

function ipPort(fields: ObjectFields): readonly Observable[] | undefined {
  const sources = takeAddresses(fields, 'ip-src');
  const destinations = [...takeAddresses(fields, 'ip-dst', 'ip'), ...takeDomains(fields, 'domain', 'hostname')];
  const properties = takeProperties(fields, [...PORTS, ['first-seen', 'start', 'time'], ['last-seen', 'end', 'time']]);
  return traffic(fields, properties, protocols(fields, 'protocol'), sources, destinations);
}

function networkConnection(fields: ObjectFields): readonly Observable[] | undefined {
  const sources = [...takeAddresses(fields, 'ip-src'), ...takeDomains(fields, 'hostname-src')];
  const destinations = [...takeAddresses(fields, 'ip-dst'), ...takeDomains(fields, 'hostname-dst')];
  const properties = takeProperties(fields, [...PORTS, ['first-packet-seen', 'start', 'time']]);
  const layers = protocols(fields, 'layer3-protocol', 'layer4-protocol', 'layer7-protocol');
  return traffic(fields, properties, layers, sources, destinations);
}

function networkSocket(fields: ObjectFields): readonly Observable[] | undefined {
  const sources = [...takeAddresses(fields, 'ip-src'), ...takeDomains(fields, 'hostname-src')];
  const destinations = [...takeAddresses(fields, 'ip-dst'), ...takeDomains(fields, 'hostname-dst')];
  const states = fields.takeAll('state');
  const socket: JsonObject = {
    ...takeProperties(fields, [
      ['address-family', 'address_family'],
      ['socket-type', 'socket_type'],
    ]),
    ...(states.includes('listening') ? { is_listening: true } : {}),
    ...(states.includes('blocking') ? { is_blocking: true } : {}),
  };
  const extension = socket.address_family === undefined ? {} : { extensions: { 'socket-ext': socket } };
  const properties = { ...takeProperties(fields, PORTS), ...extension };
  return traffic(fields, properties, protocols(fields, 'protocol'), sources, destinations);
}

function netflow(fields: ObjectFields): readonly Observable[] | undefined {
  const sources = takeAddresses(fields, 'ip-src');
  const destinations = takeAddresses(fields, 'ip-dst');
  const properties = takeProperties(fields, [
    ...PORTS,
    ['byte-count', 'src_byte_count', 'integer'],
    ['packet-count', 'src_packets', 'integer'],
    ['first-packet-seen', 'start', 'time'],
    ['last-packet-seen', 'end', 'time'],
  ]);
  return traffic(
    fields,
    properties,
    protocols(fields, 'protocol'),
    withSystem(fields, sources, 'src-as'),
    withSystem(fields, destinations, 'dst-as'),
  );
}

function httpRequest(fields: ObjectFields): readonly Observable[] | undefined {
  const sources = takeAddresses(fields, 'ip-src');
  const destinations = [...takeAddresses(fields, 'ip-dst'), ...takeDomains(fields, 'host')];
  const method = fields.takeField('method');
  const target = fields.takeField('uri') ?? fields.takeField('url');
  const headers = takeProperties(fields, [
    ['content-type', 'Content-Type', 'list'],
    ['cookie', 'Cookie', 'list'],
    ['referer', 'Referer', 'list'],
    ['user-agent', 'User-Agent', 'list'],
  ]);
  const extension: Draft = {};
  if (method !== undefined && target !== undefined) {
    extension['http-request-ext'] = {
      request_method: method.value.toLowerCase(),
      request_value: target.value,
      ...(Object.keys(headers).length > 0 ? { request_header: headers } : {}),
    };
  } else {
    // The extension requires both (section 6.12.2.1).
    for (const field of [method, target]) if (field !== undefined) fields.restore(field);
  }
  const properties = Object.keys(extension).length > 0 ? { extensions: extension } : {};
  return traffic(fields, properties, ['tcp', 'http'], sources, destinations);
}

/**
 * Traffic between two ends. STIX has one of each: further ones are observables beside it, and the domain of an address
 * resolves to it.
 */
function traffic(
  fields: ObjectFields,
  properties: JsonObject,
  protocolNames: readonly string[],
  sources: readonly Observable[],
  destinations: readonly Observable[],
): readonly Observable[] | undefined {
  const [source, ...otherSources] = sources;
  const [destination, ...otherDestinations] = destinations;
  if (source === undefined && destination === undefined) return undefined;
  const main: Observable = {
    type: 'network-traffic',
    properties,
    unmatched: { protocols: [...protocolNames], ...fields.rest() },
    refs: { src_ref: source, dst_ref: destination },
  };
  const beside = [
    ...otherSources.map((other) => resolvingTo(other, source)),
    ...otherDestinations.map((other) => resolvingTo(other, destination)),
  ];
  return [main, ...beside];
}

function resolvingTo(name: Observable, address: Observable | undefined): Observable {
  const resolves = name.type === 'domain-name' && address !== undefined && address.type !== 'domain-name';
  return resolves ? { ...name, refs: { resolves_to_refs: [address] } } : name;
}

/** The first address belongs to the autonomous system that MISP names beside it. */
function withSystem(fields: ObjectFields, addresses: readonly Observable[], relation: string): readonly Observable[] {
  const [address, ...others] = addresses;
  const number = /^(?:AS)?(\d{1,10})$/i.exec(fields.take(relation) ?? '')?.[1];
  if (address === undefined || number === undefined) return addresses;
  const system: Observable = { type: 'autonomous-system', properties: { number: Number(number) } };
  return [{ ...address, refs: { belongs_to_refs: [system] } }, ...others];
}

function takeAddresses(fields: ObjectFields, ...relations: readonly string[]): Observable[] {
  return fields.takeFields(...relations).flatMap((field) => {
    const address = ipAddress(field.value);
    if (address === undefined) fields.restore(field);
    return address ?? [];
  });
}

function takeDomains(fields: ObjectFields, ...relations: readonly string[]): Observable[] {
  return fields.takeAll(...relations).map(domainName);
}

/** The protocols that MISP names, or TCP, which its documentation takes where it names none. */
function protocols(fields: ObjectFields, ...relations: readonly string[]): string[] {
  const named = fields.takeAll(...relations).map((name) => name.toLowerCase());
  return named.length > 0 ? named : ['tcp'];
}

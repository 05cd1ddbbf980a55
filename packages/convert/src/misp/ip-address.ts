import type { Observable } from './observable.ts';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$|\/)|(?=$|\/))){4}(?:\/(?:3[0-2]|[12]?\d))?$/;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:]*(?:\d{1,3}(?:\.\d{1,3}){3})?(?:\/(?:12[0-8]|1[01]\d|\d?\d))?$/i;

/** The observable for an IPv4 or IPv6 address, or range with `/`. Undefined for other text. */
export function ipAddress(value: string): Observable | undefined {
  if (IPV4.test(value)) return { type: 'ipv4-addr', properties: { value } };
  if (IPV6.test(value)) return { type: 'ipv6-addr', properties: { value } };
  return undefined;
}

/** The observable for a domain name. */
export function domainName(value: string): Observable {
  return { type: 'domain-name', properties: { value } };
}

/** A port number, or undefined if the text is none. */
export function portNumber(value: string | undefined): number | undefined {
  const port = value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : undefined;
  return port !== undefined && port <= 65_535 ? port : undefined;
}

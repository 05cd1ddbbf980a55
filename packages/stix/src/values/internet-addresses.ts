const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const IPV4_CIDR = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}(?:/(?:[0-9]|[12][0-9]|3[0-2]))?$`);
const PREFIX_LENGTH = /^(?:[0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$/;
const HEXTET = /^[0-9a-fA-F]{1,4}$/;
const MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;

/** One IPv4 address, or several in CIDR notation. */
export function isIpv4(text: string): boolean {
  return IPV4_CIDR.test(text);
}

/** One IPv6 address (RFC 4291 section 2.2), or several in CIDR notation. */
export function isIpv6(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash >= 0 && !PREFIX_LENGTH.test(text.slice(slash + 1))) return false;
  const address = slash < 0 ? text : text.slice(0, slash);
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map(groupCount);
  if (groups.includes(-1)) return false;
  const [head = 0, tail] = groups;
  // Only the very end may be an IPv4 address.
  if (tail !== undefined && halves[0]?.includes('.')) return false;
  return tail === undefined ? head === 8 : head + tail < 8;
}

/** How many 16-bit groups a run without `::` stands for; -1 if it is not valid. */
function groupCount(run: string): number {
  if (run === '') return 0;
  const groups = run.split(':');
  const last = groups.at(-1) ?? '';
  const isMixed = IPV4.test(last);
  const hextets = isMixed ? groups.slice(0, -1) : groups;
  if (!hextets.every((group) => HEXTET.test(group))) return -1;
  return hextets.length + (isMixed ? 2 : 0);
}

/** A MAC-48 address: six octets in lower case, between colons (section 6.10). */
export function isMac(text: string): boolean {
  return MAC.test(text);
}

import { BlockList, isIP } from 'node:net';

/** Which addresses a node speaks to on somebody else's word (an invitation, a feed): never to all of them. */
export type AddressRule = {
  /** Also private networks and this machine: the operator said so, or only the pinned certificate's holder can answer. */
  readonly allowsPrivate: boolean;
  /** Also without TLS, to private addresses alone: the operator said so. */
  readonly allowsPlain: boolean;
};

/** Nobody's servers are here: link-local (with the metadata services of clouds), multicast, documentation, tunnels. */
const never = listOf(
  ['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'],
  ['192.88.99.0/24', '224.0.0.0/4', '240.0.0.0/4', '2001::/32', '2002::/16', '2001:db8::/32', 'fd00:ec2::254/128'],
);
/** Of IPv6, all that is given to servers; what is in neither of these hides another address, or is nobody's. */
const unicast = listOf(['2000::/3']);
const privateNetworks = listOf(
  ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '100.64.0.0/10', '198.18.0.0/15'],
  ['::1/128', 'fc00::/7'],
);

/** Why an IP address is not spoken to; undefined where it is. */
export function refuseAddress(address: string, isPlain: boolean, rule: AddressRule): string | undefined {
  const plain = address.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const family = isIP(plain);
  if (family === 0) return `${address} is no IP address`;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const isPrivate = privateNetworks.check(plain, kind);
  // An IPv4 address in hexadecimal inside of an IPv6 one is nobody's way to write a server.
  const isNobodys = family === 6 && !isPrivate && !unicast.check(plain, kind);
  if (never.check(plain, kind) || isNobodys || /^::ffff:/i.test(plain)) return `${plain} is an address of no server`;
  if (isPrivate) {
    if (!rule.allowsPrivate)
      return `${plain} is a private address; the operator can allow these (ENTENTE_PEER_ADDRESSES=private)`;
    return isPlain && !rule.allowsPlain
      ? `${plain} is to be reached over https, not http, or its operator allows it (ENTENTE_PEER_ADDRESSES=private)`
      : undefined;
  }
  return isPlain ? `${plain} is to be reached over https, not http` : undefined;
}

function listOf(...groups: readonly (readonly string[])[]): BlockList {
  const list = new BlockList();
  for (const network of groups.flat()) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

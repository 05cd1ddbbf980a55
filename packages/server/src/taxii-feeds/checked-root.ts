import { isIP } from 'node:net';
import { type AddressRule, refuseAddress } from '../peers/address-rule.ts';
import { parseBase } from '../peers/outbound.ts';
import { PeerFailure } from '../peers/peer-failure.ts';

/**
 * The address of an API root as it is stored: nothing but scheme, host, port and path, without a slash at the end. What a
 * name leads to is checked where the connection is made; an address in numbers here. Throws `PeerFailure`.
 */
export function checkedRoot(url: string, rule: AddressRule): string {
  const { protocol, hostname, origin, pathname, password } = parseBase(url);
  if (password !== '') throw new PeerFailure('address-refused', 'The address must hold no password.');
  const host = hostname.replace(/^\[|\]$/g, '');
  const isPlain = protocol === 'http:';
  const refused = isIP(host) === 0 ? refusePlain(isPlain, rule) : refuseAddress(host, isPlain, rule);
  if (refused !== undefined) throw new PeerFailure('address-refused', `${refused}.`);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

function refusePlain(isPlain: boolean, { allowsPlain }: AddressRule): string | undefined {
  return isPlain && !allowsPlain ? 'A server is to be reached over https, not http' : undefined;
}

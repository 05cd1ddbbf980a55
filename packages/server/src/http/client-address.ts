import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';
import { connectionAddress } from './sign-in-required.ts';

/** The network address of whoever makes a request, as far as it can be known. */
export type ClientAddress = (context: Context) => string;

/**
 * The other end of the connection. Where that is a trusted proxy, the last address in X-Forwarded-For that is not one
 * itself: what stands before it was written by the client, and may be a lie. `trusted` holds addresses and CIDR ranges;
 * throws for what is neither.
 */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  if (trusted.length === 0) return connectionAddress;
  const proxies = createRanges(trusted);
  return (context) => {
    const near = connectionAddress(context);
    if (!proxies(near)) return near;
    let client = near;
    const named = (context.req.header('x-forwarded-for') ?? '').split(',').map((each) => withoutPort(each.trim()));
    for (const address of named.reverse()) {
      if (isIP(address) === 0) return client;
      client = address;
      if (!proxies(address)) return client;
    }
    return client;
  };
}

function createRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? longest : Number(bits);
    if (version === 0 || !/^\d*$/.test(bits ?? '') || bits === '' || prefix > longest) {
      throw new Error(`"${range}" is no network address and no CIDR range`);
    }
    list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
  };
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write them. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
}

import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivate } from './private-addresses.ts';

/** A name leads to nothing but private addresses. */
export class AddressRefused extends Error {}

/** Looks a name up where it is connected to, and gives public addresses alone, so that no name can lead inside. */
export const publicOnly: LookupFunction = (name, options, found) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    const good = (addresses ?? []).filter(({ address }) => !isPrivate(address));
    const [first] = good;
    if (error !== null) found(error, '', 0);
    else if (first === undefined) {
      found(new AddressRefused('It leads to a private address, which is not allowed.'), '', 0);
    } else if (options.all === true) found(null, good);
    else found(null, first.address, first.family);
  });
};

import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type AddressRule, refuseAddress } from './address-rule.ts';
import { PeerFailure } from './peer-failure.ts';

type AnswerAll = (error: null, addresses: LookupAddress[]) => void;

/**
 * Looks a name up and answers only addresses that the rule allows. The connection is made to what was checked: a name
 * that answers something else the next time gains nothing by it.
 */
export function createCheckedLookup(isPlain: boolean, rule: AddressRule): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => refuseAddress(address, isPlain, rule) === undefined);
      const [first] = allowed;
      if (first === undefined) {
        const why = refuseAddress(found[0]?.address ?? '', isPlain, rule);
        return callback(new PeerFailure('address-refused', `${hostname}: ${why}.`), '', 0);
      }
      // Node asks for all of them where it tries several; its types know only the other form.
      if (options.all === true) return (callback as unknown as AnswerAll)(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

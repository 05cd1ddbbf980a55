import { keyId, mostClockSkew, type PrivateJwk } from '@entente/exchange';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { KeyStore } from './key-store.ts';

/** The key with which a member (its identity) signs now; undefined where this node holds none that counts. */
export type CurrentKey = (identity: string) => { readonly id: string; readonly jwk: PrivateJwk } | undefined;

/** The newest that the roster lets count and its node holds. */
export function createCurrentKey(
  roster: Pick<SignedRoster, 'current'>,
  keys: Pick<KeyStore, 'privateKey'>,
  now: () => string,
): CurrentKey {
  return (identity) => {
    const moment = now();
    // By the clock of whoever wrote the roster; here it may be earlier.
    const begins = new Date(Date.parse(moment) + mostClockSkew).toISOString();
    const listed = roster.current()?.file.roster.members.find((each) => each.identity === identity)?.keys ?? [];
    return listed
      .filter(({ from, until, revoked }) => revoked === undefined && from <= begins && (until ?? '9') > moment)
      .sort((a, b) => (a.from < b.from ? 1 : -1))
      .flatMap(({ key }) => {
        const jwk = keys.privateKey(keyId(key));
        return jwk === undefined ? [] : [{ id: keyId(key), jwk }];
      })[0];
  };
}

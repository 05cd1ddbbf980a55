import type { AccountStore } from '../accounts/account-store.ts';
import type { Viewer } from '../accounts/viewer.ts';

/** Somebody to whom alerts go, as he may read now. */
export type Reader = Viewer & { readonly account: NonNullable<Viewer['account']> };

/** The person of an account, as a viewer that writes nothing; undefined where he may not act any more. */
export function createPeople(accounts: Pick<AccountStore, 'findPerson'>) {
  return (account: string): Reader | undefined => {
    const as = accounts.findPerson(account)?.as;
    if (as?.account === undefined) return undefined;
    return { ...as, account: as.account, mayWrite: false, credential: 'session', credentialId: `alerts:${account}` };
  };
}
export type People = ReturnType<typeof createPeople>;

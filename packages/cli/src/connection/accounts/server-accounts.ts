import type { Account, CreatedToken, Token } from '@entente/server/api-types';
import { Failure } from '../../failure.ts';
import type { ApiClient } from '../api-client.ts';
import { isSame } from '../server-api.ts';
import type { AccountSource } from './account-source.ts';

/** Accounts and tokens of a running server. */
export function createServerAccounts(api: ApiClient): AccountSource {
  const ofMember = (member: string | undefined): string =>
    member === undefined ? '' : `?member=${encodeURIComponent(member)}`;
  const accounts = async (member?: string) =>
    (await api.get<{ accounts: Account[] }>(`/accounts${ofMember(member)}`)).accounts;

  return {
    accounts,
    addAccount: (account) => api.send<Account>('POST', '/accounts', account),
    async changeAccount(email, change) {
      const found = (await accounts()).find((each) => isSame(each.email, email));
      if (found === undefined) {
        throw new Failure(`there is no account ${email}`, 'entente account list shows those that you may change.');
      }
      return api.send<Account>('PATCH', `/accounts/${found.id}`, change);
    },
    tokens: async (member) => (await api.get<{ tokens: Token[] }>(`/tokens${ofMember(member)}`)).tokens,
    createToken: (wanted) => api.send<CreatedToken>('POST', '/tokens', wanted),
    revokeToken: (id) => api.send('DELETE', `/tokens/${encodeURIComponent(id)}`),
  };
}

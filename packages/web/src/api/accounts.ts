import type { Account, AccountChange, CreatedToken, NewAccount, NewToken, Token } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async ({ signal }) => (await get<{ accounts: Account[] }>('/api/accounts', signal)).accounts,
});

export function addAccount(account: NewAccount): Promise<Account> {
  return write<Account>('POST', '/api/accounts', account);
}

export function changeAccount(id: string, change: AccountChange): Promise<Account> {
  return write<Account>('PATCH', `/api/accounts/${encodeURIComponent(id)}`, change);
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await get<{ tokens: Token[] }>('/api/tokens', signal)).tokens,
});

/** The token itself is in this answer and never again. */
export function createToken(token: NewToken): Promise<CreatedToken> {
  return write<CreatedToken>('POST', '/api/tokens', token);
}

export function revokeToken(id: string): Promise<void> {
  return write('DELETE', `/api/tokens/${encodeURIComponent(id)}`);
}

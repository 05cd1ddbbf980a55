import type { Me } from '@entente/server/api-types';
import { Failure } from '../failure.ts';
import { type ApiClient, createApiClient } from './api-client.ts';

/** The API of a running server. It knows by the token for whom one acts: naming somebody else must not be ignored. */
export type ServerApi = ApiClient & {
  /** Throws a Failure where a member is named that the token does not act for. */
  mustActFor(member: string | undefined): Promise<void>;
  /** Throws a Failure where an e-mail address is named whose token it is not. */
  mustBeOf(email: string | undefined): Promise<void>;
};

export function createServerApi(url: string, token: string): ServerApi {
  const client = createApiClient(url, token);
  return {
    ...client,
    async mustActFor(member) {
      if (member === undefined) return;
      const me = await client.get<Me>('/me');
      if (me.member.id === member || isSame(me.member.name, member)) return;
      throw new Failure(`the token acts for ${me.member.name}, not for ${member}`, `Use a token of ${member}.`);
    },
    async mustBeOf(email) {
      if (email === undefined) return;
      const { account } = await client.get<Me>('/me');
      if (account === undefined || !isSame(account.email, email)) {
        throw new Failure(`the token is not ${email}’s`, 'Use a personal token of that account.');
      }
    },
  };
}

/** Names and addresses are typed in any case. */
export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

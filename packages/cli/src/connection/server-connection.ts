import type {
  Account,
  AccountChange,
  Collection,
  CreatedToken,
  Group,
  ImportSummary,
  Me,
  Member,
  NewAccount,
  NewCollection,
  NewGroup,
  NewMember,
  NewToken,
  Token,
} from '@entente/server/api-types';
import { Failure } from '../failure.ts';
import { createApiClient } from './api-client.ts';
import type { Connection } from './connection.ts';

/** Works through the API of a running server, as whoever the token belongs to. */
export function openServer(url: string, token: string): Connection {
  const api = createApiClient(url, token);
  const ofMember = (member: string | undefined): string =>
    member === undefined ? '' : `?member=${encodeURIComponent(member)}`;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  /** A server knows by the token for whom one acts; naming somebody else must not be ignored. */
  async function mustActFor(member: string): Promise<void> {
    const me = await api.get<Me>('/me');
    if (me.member.id === member || same(me.member.name, member)) return;
    throw new Failure(`the token acts for ${me.member.name}, not for ${member}`, `Use a token of ${member}.`);
  }

  const connection: Connection = {
    members: async () => (await api.get<{ members: Member[] }>('/members')).members,
    addMember: (member: NewMember) => api.send<Member>('POST', '/members', member),
    async removeMember(nameOrId) {
      const found = (await connection.members()).find(({ id, name }) => id === nameOrId || same(name, nameOrId));
      if (found === undefined) throw new Failure(`there is no member named ${nameOrId}`);
      await api.send('DELETE', `/members/${found.id}`);
    },
    groups: async () => (await api.get<{ groups: Group[] }>('/groups')).groups,
    async putGroup(group: NewGroup) {
      const known = (await connection.groups()).find(({ name }) => same(name, group.name));
      return known === undefined
        ? api.send<Group>('POST', '/groups', group)
        : api.send<Group>('PUT', `/groups/${known.id}`, group);
    },
    collections: async () => (await api.get<{ collections: Collection[] }>('/collections')).collections,
    addCollection: (collection: NewCollection) => api.send<Collection>('POST', '/collections', collection),
    accounts: async (member) => (await api.get<{ accounts: Account[] }>(`/accounts${ofMember(member)}`)).accounts,
    addAccount: (account: NewAccount) => api.send<Account>('POST', '/accounts', account),
    async changeAccount(email: string, change: AccountChange) {
      const found = (await connection.accounts()).find((each) => same(each.email, email));
      if (found === undefined)
        throw new Failure(`there is no account ${email}`, 'entente account list shows those that you may change.');
      return api.send<Account>('PATCH', `/accounts/${found.id}`, change);
    },
    tokens: async (member) => (await api.get<{ tokens: Token[] }>(`/tokens${ofMember(member)}`)).tokens,
    createToken: (wanted: NewToken) => api.send<CreatedToken>('POST', '/tokens', wanted),
    revokeToken: (id) => api.send('DELETE', `/tokens/${encodeURIComponent(id)}`),
    async importFile({ member, collection, tlp, releasableTo }, chunks) {
      await mustActFor(member);
      const query = new URLSearchParams({ collection });
      if (tlp !== undefined) query.set('tlp', tlp);
      if (releasableTo !== undefined) query.set('releasableTo', releasableTo.join(','));
      const response = await api.request(`/import?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: chunks,
        duplex: 'half',
      });
      return (await response.json()) as ImportSummary;
    },
    async [Symbol.asyncDispose]() {},
  };
  return connection;
}

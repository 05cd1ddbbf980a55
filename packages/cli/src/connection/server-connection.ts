import type {
  Account,
  AddedAlertSubscription,
  AddedReports,
  AlertSubscriptions,
  AlertTest,
  Claim,
  ClaimView,
  Collection,
  CreatedToken,
  Feed,
  Group,
  ImportSummary,
  LeavingTerms,
  Me,
  Member,
  MemberPositions,
  NewCollection,
  NewGroup,
  NewMember,
  NewToken,
  ObjectPage,
  ObjectView,
  PositionMatrix,
  Preview,
  PurgeReceipts,
  Recall,
  RecalledMany,
  RecallLook,
  RecallPage,
  ReleaseRequest,
  Signal,
  TaxiiFeed,
  TaxiiFeedList,
  TaxiiFeedView,
  Token,
  TookInProofs,
  Unit,
  Why,
} from '@entente/server/api-types';
import { Failure } from '../failure.ts';
import { createApiClient, Refused } from './api-client.ts';
import type { Connection, LookWanted } from './connection.ts';
import { present } from './present.ts';

/** Works through the API of a running server, as whoever the token belongs to. */
export function openServer(url: string, token: string): Connection {
  const api = createApiClient(url, token);
  const ofMember = (member: string | undefined): string =>
    member === undefined ? '' : `?member=${encodeURIComponent(member)}`;
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

  /** A server knows by the token for whom one acts; naming somebody else must not be ignored. */
  async function mustActFor(member: string | undefined): Promise<void> {
    if (member === undefined) return;
    const me = await api.get<Me>('/me');
    if (me.member.id === member || same(me.member.name, member)) return;
    throw new Failure(`the token acts for ${me.member.name}, not for ${member}`, `Use a token of ${member}.`);
  }

  async function mustBeOf(email: string | undefined): Promise<void> {
    if (email === undefined) return;
    const { account } = await api.get<Me>('/me');
    if (account === undefined || !same(account.email, email)) {
      throw new Failure(`the token is not ${email}’s`, 'Use a personal token of that account.');
    }
  }

  /** The answer about one object; undefined where there is none for this token. */
  async function objectOf(path: string, as: string | undefined): Promise<Response | undefined> {
    await mustActFor(as);
    return api.request(path, {}).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    });
  }

  async function look<T>(path: string, { as, asOf }: LookWanted): Promise<T> {
    await mustActFor(as);
    return api.get<T>(asOf === undefined ? path : `${path}?asOf=${encodeURIComponent(asOf)}`);
  }

  const connection: Connection = {
    members: async () => (await api.get<{ members: Member[] }>('/members')).members,
    addMember: (member: NewMember) => api.send<Member>('POST', '/members', member),
    async removeMember(nameOrId) {
      const found = (await connection.members()).find(({ id, name }) => id === nameOrId || same(name, nameOrId));
      if (found === undefined) throw new Failure(`there is no member named ${nameOrId}`);
      await api.send('DELETE', `/members/${found.id}`);
    },
    leavingTerms: (member) => api.get<LeavingTerms>(`/members/${encodeURIComponent(member)}/leaving`),
    setLeavingTerms: (member, terms) =>
      api.send<LeavingTerms>('PUT', `/members/${encodeURIComponent(member)}/leaving`, terms),
    async units(member) {
      const path = member === undefined ? '/units' : `/members/${encodeURIComponent(member)}/units`;
      return (await api.get<{ units: Unit[] }>(path)).units;
    },
    addUnit: (member, unit) => api.send<Unit>('POST', `/members/${encodeURIComponent(member)}/units`, unit),
    changeUnit: (named, change) => api.send<Unit>('PATCH', `/units/${encodeURIComponent(named)}`, change),
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
    addAccount: (account) => api.send<Account>('POST', '/accounts', account),
    async changeAccount(email, change) {
      const found = (await connection.accounts()).find((each) => same(each.email, email));
      if (found === undefined)
        throw new Failure(`there is no account ${email}`, 'entente account list shows those that you may change.');
      return api.send<Account>('PATCH', `/accounts/${found.id}`, change);
    },
    tokens: async (member) => (await api.get<{ tokens: Token[] }>(`/tokens${ofMember(member)}`)).tokens,
    createToken: (wanted: NewToken) => api.send<CreatedToken>('POST', '/tokens', wanted),
    revokeToken: (id) => api.send('DELETE', `/tokens/${encodeURIComponent(id)}`),
    async importFile({ member, collection, tlp, releasableTo, handling = [] }, chunks) {
      await mustActFor(member);
      const query = new URLSearchParams({ collection });
      if (tlp !== undefined) query.set('tlp', tlp);
      if (releasableTo !== undefined) query.set('releasableTo', releasableTo.join(','));
      if (handling.length > 0) query.set('duties', handling.join(','));
      const response = await api.request(`/import?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: chunks,
        duplex: 'half',
      });
      return (await response.json()) as ImportSummary;
    },
    async *exportFile({ as, format, collection, proofs = false }) {
      await mustActFor(as);
      const query = new URLSearchParams({
        format,
        handling: String(!proofs),
        proofs: String(proofs),
        ...(collection === undefined ? {} : { collection }),
      });
      const { body } = await api.request(`/export?${query}`, {});
      if (body !== null) yield* body;
    },
    async *brief({ as, ...wanted }) {
      await mustActFor(as);
      const named = Object.entries(wanted).filter(([, value]) => value !== undefined) as [string, string][];
      const { body } = await api.request(`/brief?${new URLSearchParams(named)}`, {});
      if (body !== null) yield* body;
    },
    async search({ as, text, limit }) {
      await mustActFor(as);
      return api.get<ObjectPage>(`/objects?${new URLSearchParams({ q: text, limit: String(limit) })}`);
    },
    async view(id, as) {
      const response = await objectOf(`/objects/${encodeURIComponent(id)}`, as);
      return response && ((await response.json()) as ObjectView);
    },
    async preview(member, publication) {
      await mustActFor(member);
      return api.send<Preview>('POST', '/preview', publication);
    },
    async lookAtRecall({ as, object, version }) {
      await mustActFor(as);
      const query = new URLSearchParams(present({ version }));
      return api.get<RecallLook>(`/objects/${encodeURIComponent(object)}/recall?${query}`);
    },
    async addReport(member, report) {
      await mustActFor(member);
      return api.send<AddedReports>('POST', '/reports', report);
    },
    async alertSubscriptions(email) {
      await mustBeOf(email);
      return api.get<AlertSubscriptions>('/alerts/subscriptions');
    },
    async addAlert(wanted, email) {
      await mustBeOf(email);
      return api.send<AddedAlertSubscription>('POST', '/alerts/subscriptions', wanted);
    },
    async removeAlert(id, email) {
      await mustBeOf(email);
      await api.send('DELETE', `/alerts/subscriptions/${encodeURIComponent(id)}`);
    },
    async testAlert(id, email) {
      await mustBeOf(email);
      return api.send<AlertTest>('POST', `/alerts/subscriptions/${encodeURIComponent(id)}/test`);
    },
    async feeds(member) {
      await mustActFor(member);
      return (await api.get<{ feeds: Feed[] }>('/feeds')).feeds;
    },
    async addFeed(member, feed) {
      await mustActFor(member);
      return api.send<Feed>('POST', '/feeds', feed);
    },
    async removeFeed(member, id) {
      await mustActFor(member);
      await api.send('DELETE', `/feeds/${encodeURIComponent(id)}`);
    },
    async recallReceipts({ as, object }) {
      await mustActFor(as);
      const { recalls } = await api.get<RecallPage>(`/recalls?${new URLSearchParams({ object })}`);
      const each = recalls.map(({ id }) => api.get<PurgeReceipts>(`/recalls/${encodeURIComponent(id)}/receipts`));
      return { receipts: (await Promise.all(each)).flatMap(({ receipts }) => receipts) };
    },
    async tookInReceipts({ as, object, version }) {
      await mustActFor(as);
      const query = version === undefined ? '' : `?${new URLSearchParams({ version })}`;
      return api.get<TookInProofs>(`/objects/${encodeURIComponent(object)}/receipts${query}`);
    },
    async recallMany({ as, ...wanted }) {
      await mustActFor(as);
      return api.send<RecalledMany>('POST', '/recalls/batch', wanted);
    },
    taxiiFeeds(member) {
      const pathOf = (id: string): string => `/taxii-feeds/${encodeURIComponent(id)}`;
      const as = <T>(ask: () => Promise<T>): Promise<T> => mustActFor(member).then(ask);
      return {
        list: () => as(async () => (await api.get<TaxiiFeedList>('/taxii-feeds')).feeds),
        add: (feed) => as(() => api.send<TaxiiFeed>('POST', '/taxii-feeds', feed)),
        run: (id) => as(() => api.send<TaxiiFeedView>('POST', `${pathOf(id)}/run`)),
        setState: (id, state) => as(() => api.send<TaxiiFeed>('PATCH', pathOf(id), { state })),
        remove: (id) => as(async () => void (await api.send('DELETE', pathOf(id)))),
      };
    },
    async recall({ as, ...wanted }) {
      await mustActFor(as);
      return api.send<Recall>('POST', '/recalls', wanted);
    },
    async why(id, { as, ...asked }) {
      await mustActFor(as);
      return api.get<Why>(`/objects/${encodeURIComponent(id)}/why?${new URLSearchParams(present(asked))}`);
    },
    async askRelease(as, request) {
      await mustActFor(as);
      return api.send<ReleaseRequest>('POST', '/release-requests', request);
    },
    async releaseRequests(as) {
      await mustActFor(as);
      return (await api.get<{ requests: ReleaseRequest[] }>('/release-requests')).requests;
    },
    claims: async (wanted) => (await look<{ claims: Claim[] }>('/claims', wanted)).claims,
    claim: (id, wanted) => look<ClaimView>(`/claims/${encodeURIComponent(id)}`, wanted),
    positions: (wanted) => look<PositionMatrix>('/positions', wanted),
    memberPositions: (member, wanted) =>
      look<MemberPositions>(`/members/${encodeURIComponent(member)}/positions`, wanted),
    signals: async (wanted) => (await look<{ signals: Signal[] }>('/signals', wanted)).signals,
    async raw(id, as) {
      const response = await objectOf(`/objects/${encodeURIComponent(id)}/raw`, as);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async [Symbol.asyncDispose]() {},
  };
  return connection;
}

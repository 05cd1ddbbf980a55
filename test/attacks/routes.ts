import assert from 'node:assert/strict';
import { defaultLimits } from '@entente/server';
import { pino } from 'pino';
import { createApp } from '../../packages/server/src/http/app.ts';
import type { Coalition } from './coalition.ts';
import type { Sent } from './send.ts';

/** What a request can name by an id. Members and groups are known to the whole coalition; the others may be hidden. */
export type Kind =
  | 'object'
  | 'collection'
  | 'account'
  | 'token'
  | 'search'
  | 'status'
  | 'unit'
  | 'lead'
  | 'approval'
  | 'recall'
  | 'mandate'
  | 'proposal'
  | 'entry'
  | 'peer'
  | 'setAside'
  | 'member'
  | 'group'
  | 'feed'
  | 'taxiiFeed';
export type Pick = Readonly<Record<Kind, string>>;
export const hideable: readonly Kind[] = [
  'object',
  'collection',
  'account',
  'token',
  'search',
  'status',
  'unit',
  'lead',
  'recall',
  'entry',
  'feed',
  'taxiiFeed',
];

/** What was decided about one route. A route without a decision fails the walk. */
export type Decision = {
  /** Answers whoever asks. */
  readonly isPublic?: true;
  /** What the parameters of its path name. */
  readonly names?: Readonly<Record<string, Kind>>;
  /** What a query or a body names beside them. */
  readonly alsoNames?: readonly Kind[];
  readonly query?: (pick: Pick) => string;
  readonly body?: (pick: Pick) => unknown;
  readonly contentType?: string;
  /** Queries with which a list is read: none may tell of hidden rows. */
  readonly lists?: readonly string[];
  /** Never ends by itself. */
  readonly isStream?: true;
};

const taxii = '/taxii2/coalition';
const paged = ['', 'limit=1', 'match[version]=all', 'match[version]=first', 'added_after=2020-01-01T00:00:00Z'];
const filters = [
  ...paged,
  'limit=2',
  'match[type]=note,ipv4-addr,tool',
  'match[spec_version]=2.1',
  'limit=1&match[version]=all',
];

/** What comes with everything that is published. */
const published = { collection: 'no such collection', terms: { tlp: 'green' } };

export const decisions: Readonly<Record<string, Decision>> = {
  'GET /api/node': { isPublic: true },
  'GET /api/docs': { isPublic: true },
  'GET /api/docs.css': { isPublic: true },
  'GET /api/openapi.json': { isPublic: true },
  'GET /healthz': { isPublic: true },
  'GET /metrics': { lists: [''] },
  'GET /*': { isPublic: true },
  'POST /api/sign-in': { isPublic: true },

  'GET /taxii2': { lists: [''] },
  [`GET ${taxii}`]: { lists: [''] },
  [`GET ${taxii}/status/:id`]: { names: { id: 'status' } },
  [`GET ${taxii}/collections`]: { lists: [''] },
  [`GET ${taxii}/collections/:collection`]: { names: { collection: 'collection' }, lists: [''] },
  [`GET ${taxii}/collections/:collection/manifest`]: { names: { collection: 'collection' }, lists: filters },
  [`GET ${taxii}/collections/:collection/objects`]: { names: { collection: 'collection' }, lists: filters },
  [`POST ${taxii}/collections/:collection/objects`]: {
    names: { collection: 'collection' },
    body: () => ({ objects: [] }),
    contentType: 'application/taxii+json;version=2.1',
  },
  [`GET ${taxii}/collections/:collection/objects/:id`]: {
    names: { collection: 'collection', id: 'object' },
    lists: paged,
  },
  [`DELETE ${taxii}/collections/:collection/objects/:id`]: { names: { collection: 'collection', id: 'object' } },
  [`GET ${taxii}/collections/:collection/objects/:id/versions`]: {
    names: { collection: 'collection', id: 'object' },
    lists: ['', 'limit=1'],
  },

  'GET /api/me': { lists: [''] },
  'POST /api/sign-out': {},
  'POST /api/me/password': { body: () => ({ current: 'not my password', next: 'a long enough password' }) },
  'GET /api/accounts': { lists: [''] },
  'POST /api/accounts': {},
  'PATCH /api/accounts/:id': { names: { id: 'account' }, body: () => ({ disabled: true }) },
  'GET /api/tokens': { lists: [''] },
  'POST /api/tokens': {},
  'DELETE /api/tokens/:id': { names: { id: 'token' } },
  'GET /api/members': { lists: [''] },
  'POST /api/members': {},
  'GET /api/members/:id': { names: { id: 'member' }, lists: [''] },
  'DELETE /api/members/:id': { names: { id: 'member' } },
  'GET /api/roster': { lists: [''] },
  'GET /api/roster/versions': { lists: [''] },
  'GET /api/roster/file': { lists: [''] },
  'POST /api/roster/file': { body: () => ({ rosters: [{}] }) },
  'POST /api/roster/proposals': { body: () => ({ changes: [{ kind: 'renew' }] }) },
  'GET /api/roster/proposals/:hash/file': { names: { hash: 'proposal' } },
  'POST /api/roster/proposals/:hash/sign': { names: { hash: 'proposal' } },
  'DELETE /api/roster/proposals/:hash': { names: { hash: 'proposal' } },
  'GET /api/objects/:id/proof': { names: { id: 'object' }, lists: [''] },
  'GET /api/reviews': { lists: [''] },
  'GET /api/recalls': { alsoNames: ['object'], query: ({ object }) => `object=${object}`, lists: ['', 'limit=1'] },
  'POST /api/recalls': { alsoNames: ['object'], body: ({ object }) => ({ object, reason: 'Mine now' }) },
  'POST /api/recalls/batch': {
    alsoNames: ['object'],
    body: ({ object }) => ({ ids: [object], reason: 'Mine now' }),
  },
  'GET /api/members/:id/exposure': { names: { id: 'member' }, lists: ['', 'limit=1'] },
  'GET /api/members/:id/exposure.csv': { names: { id: 'member' }, lists: [''] },
  'POST /api/members/:id/take-back': {
    names: { id: 'member' },
    body: () => ({ atLeast: 'green', reason: 'Gone' }),
  },
  'GET /api/members/:id/leaving': { names: { id: 'member' } },
  'PUT /api/members/:id/leaving': { names: { id: 'member' }, body: () => ({ contributions: 'goes' }) },
  'GET /api/exchange/orders': {},
  'POST /api/exchange/took-in': {
    body: () => ({ receipts: [{ word: 'x', renditions: [{ id: 'x', sha256: '0'.repeat(64) }] }] }),
  },
  'POST /api/exchange/receipts': { body: () => ({ receipts: ['x'] }) },
  'GET /api/recalls/:id': { names: { id: 'recall' } },
  'GET /api/objects/:id/recall': { names: { id: 'object' } },
  'GET /api/peers': { lists: [''] },
  'POST /api/peers/invitations': { body: () => ({}) },
  'POST /api/peers/look': { body: () => ({ invitation: 'entente-invitation:none' }) },
  'POST /api/peers/join': { body: () => ({ invitation: 'entente-invitation:none' }) },
  'GET /api/peers/:id': { names: { id: 'peer' } },
  'PATCH /api/peers/:id': { names: { id: 'peer' }, body: () => ({ sending: 'on' }) },
  'POST /api/peers/:id/confirm': { names: { id: 'peer' }, body: () => ({ fingerprint: '00000' }) },
  'POST /api/peers/:id/wake': { names: { id: 'peer' } },
  'GET /api/peers/:id/log': { names: { id: 'peer' }, lists: [''] },
  'GET /api/peers/:id/set-aside': { names: { id: 'peer' }, lists: [''] },
  'POST /api/peers/:id/set-aside/:number/retry': { names: { id: 'peer', number: 'setAside' } },
  'DELETE /api/peers/:id/set-aside/:number': { names: { id: 'peer', number: 'setAside' } },
  // The invitation is the credential: its secret, of 256 bits, works once and for an hour.
  'POST /api/exchange/introduction': { isPublic: true },
  'POST /api/exchange/join': { isPublic: true },
  'POST /api/exchange/roster': { isPublic: true },
  'GET /api/approvals': { lists: [''] },
  'GET /api/approvals/:id': { names: { id: 'approval' } },
  'POST /api/approvals/:id/approve': { names: { id: 'approval' } },
  'POST /api/approvals/:id/send-back': { names: { id: 'approval' }, body: () => ({ reason: 'Why?' }) },
  'GET /api/release-requests': { lists: [''] },
  'POST /api/release-requests': {
    alsoNames: ['object', 'unit'],
    body: ({ object, unit }) => ({ object, to: [unit], reason: 'We work on it together.' }),
  },
  'GET /api/release-requests/:id': { names: { id: 'approval' } },
  'POST /api/release-requests/:id/refuse': { names: { id: 'approval' }, body: () => ({ reason: 'No.' }) },
  'GET /api/members/:id/policy': { names: { id: 'member' } },
  'PUT /api/members/:id/policy': { names: { id: 'member' }, body: () => ({}) },
  'GET /api/mandates': { lists: [''] },
  'POST /api/mandates': { body: () => ({ holder: 'Nobody' }) },
  'DELETE /api/mandates/:id': { names: { id: 'mandate' } },
  'GET /api/claims': { lists: ['', 'asOf=2019-02-07'] },
  'POST /api/claims': {
    alsoNames: ['object'],
    body: ({ object }) => ({ ...published, name: 'So?', places: [object] }),
  },
  'GET /api/claims/:id': { names: { id: 'object' }, lists: ['', 'asOf=2019-02-07'] },
  'PUT /api/claims/:id': { names: { id: 'object' }, body: () => ({ ...published, name: 'So?' }) },
  'PUT /api/statements/:id/claim': { names: { id: 'object' }, body: () => ({ claim: 'claim--1' }) },
  'GET /api/positions': { lists: ['', 'asOf=2019-02-07'] },
  'POST /api/positions': {
    alsoNames: ['object'],
    body: ({ object }) => ({ ...published, claim: object, holder: 'France', since: '2019-02-06' }),
  },
  'PUT /api/positions/:id': {
    names: { id: 'object' },
    body: ({ object }) => ({ ...published, claim: object, holder: 'France', since: '2019-02-06' }),
  },
  'GET /api/positions/changes': { lists: [''] },
  'POST /api/positions/seen': {},
  'GET /api/members/:id/positions': { names: { id: 'member' }, lists: ['', 'asOf=2019-02-07'] },
  'GET /api/signals': { lists: ['', 'asOf=2019-02-07&dismissed=true'] },
  'POST /api/signals/dismiss': { body: () => ({ key: 'contradiction', state: '', reason: 'Known.' }) },
  'POST /api/signals/restore': { body: () => ({ key: 'contradiction' }) },
  'GET /api/requests': { lists: [''] },
  'POST /api/requests': { alsoNames: ['unit'], body: ({ unit }) => ({ question: 'Who?', to: [unit] }) },
  'GET /api/requests/:id': { names: { id: 'object' } },
  'POST /api/requests/:id/answers': { names: { id: 'object' }, body: () => ({ text: 'Nobody.' }) },
  'POST /api/requests/:id/close': { names: { id: 'object' } },
  'GET /api/leads': { lists: [''] },
  'POST /api/leads': { alsoNames: ['object', 'unit'], body: ({ object, unit }) => ({ object, units: [unit] }) },
  'GET /api/leads/:id': { names: { id: 'lead' } },
  'POST /api/leads/:id/acknowledge': { names: { id: 'lead' } },
  'POST /api/leads/:id/messages': { names: { id: 'lead' }, body: () => ({ text: 'Which?' }) },
  'POST /api/leads/:id/answer': { names: { id: 'lead' }, body: () => ({ text: 'Seen.' }) },
  'POST /api/leads/:id/close': { names: { id: 'lead' } },
  'GET /api/commitments': { lists: ['', 'limit=1', 'valid=2040-01-01', 'kind=forces', 'q=troops'] },
  'GET /api/ledger.css': { isPublic: true },
  'GET /api/commitments/export': { lists: ['format=csv', 'format=html'] },
  'POST /api/commitments/import': {
    contentType: 'application/octet-stream',
    query: () => 'record=true&collection=open&tlp=green',
  },
  'GET /api/commitments/totals': { lists: ['', 'by=member', 'by=place', 'by=stage&valid=2040-01-01'] },
  'GET /api/what-if': { lists: ['', 'member=United%20States', 'place=Syria'] },
  'POST /api/commitments': {
    body: () => ({
      collection: 'open',
      terms: { tlp: 'green' },
      commitment: { name: 'Mine now', kind: 'forces', by: 'Nobody' },
    }),
  },
  'GET /api/commitments/:id': { names: { id: 'object' } },
  'POST /api/commitments/:id/events': {
    names: { id: 'object' },
    body: () => ({ collection: 'open', terms: { tlp: 'green' }, event: { kind: 'denied', said: '2026-01-01' } }),
  },
  'PUT /api/commitments/:id/figures': { names: { id: 'object' }, body: () => ({ source: 'press' }) },
  'GET /api/expectations': { lists: ['', 'overdue=true', 'valid=2040-01-01'] },
  'GET /api/expectations/window': { query: () => 'phrase=next%20week&said=2019-02-06' },
  'POST /api/expectations': {
    body: () => ({
      collection: 'open',
      terms: { tlp: 'green' },
      expectation: { name: 'Mine now', said: '2026-01-01', phrase: 'next week' },
    }),
  },
  'POST /api/expectations/:id/outcomes': {
    names: { id: 'object' },
    body: () => ({ collection: 'open', terms: { tlp: 'green' }, outcome: 'met', on: '2026-01-01' }),
  },
  'GET /api/conditions': { lists: ['', 'valid=2040-01-01'] },
  'POST /api/conditions': {
    body: () => ({ collection: 'open', terms: { tlp: 'green' }, condition: { name: 'Mine now', said: '2026-01-01' } }),
  },
  'POST /api/conditions/:id/answers': {
    names: { id: 'object' },
    body: () => ({ collection: 'open', terms: { tlp: 'green' }, by: 'France', answer: 'refused', said: '2026-01-01' }),
  },
  'GET /api/units': { lists: [''] },
  'GET /api/members/:id/units': { names: { id: 'member' }, lists: [''] },
  'POST /api/members/:id/units': { names: { id: 'member' }, body: () => ({ name: 'Mine now', kind: 'internal' }) },
  'PATCH /api/units/:id': { names: { id: 'unit' }, body: () => ({ closed: true }) },
  'GET /api/groups': { lists: [''] },
  'POST /api/groups': {},
  'PUT /api/groups/:id': { names: { id: 'group' } },
  'GET /api/collections': { lists: [''] },
  'POST /api/collections': {},
  'PATCH /api/collections/:id': { names: { id: 'collection' }, body: () => ({ description: 'mine now' }) },
  'GET /api/reports': { lists: ['', 'limit=1'] },
  'POST /api/reports': {
    alsoNames: ['collection'],
    body: ({ collection }) => ({
      collection,
      terms: { tlp: 'green' },
      source: { text: 'She said that she would go.' },
    }),
  },
  // Keeps nothing, and names nothing.
  'POST /api/reports/read': { body: () => ({ text: 'She said that she would go.' }) },
  'GET /api/reports/:id': { names: { id: 'object' } },
  'POST /api/reports/:id/statements': {
    names: { id: 'object' },
    body: () => ({ source: [], cue: [], content: [{ start: 0, end: 1 }], kind: 'said' }),
  },
  'DELETE /api/reports/:id/statements/:statement': { names: { id: 'object', statement: 'object' } },
  'POST /api/reports/:id/proposals/:proposal/reject': { names: { id: 'object', proposal: 'object' } },
  'POST /api/reports/:id/proposals/:proposal/reopen': { names: { id: 'object', proposal: 'object' } },
  'POST /api/reports/:id/duplicates': {
    names: { id: 'object' },
    alsoNames: ['object'],
    body: ({ object }) => ({ of: object }),
  },
  'GET /api/feeds': { lists: [''] },
  'POST /api/feeds': {
    alsoNames: ['collection'],
    body: ({ collection }) => ({ address: 'https://news.example/feed', collection, terms: { tlp: 'green' } }),
  },
  'PATCH /api/feeds/:id': { names: { id: 'feed' }, body: () => ({ paused: true }) },
  'DELETE /api/feeds/:id': { names: { id: 'feed' } },
  'GET /api/taxii-feeds': { lists: [''] },
  'POST /api/taxii-feeds': {
    alsoNames: ['collection'],
    body: ({ collection }) => ({
      direction: 'pull',
      url: 'https://taxii.example/api1',
      source: 'x',
      collection,
      terms: { tlp: 'green' },
    }),
  },
  'GET /api/taxii-feeds/:id': { names: { id: 'taxiiFeed' } },
  'PATCH /api/taxii-feeds/:id': { names: { id: 'taxiiFeed' }, body: () => ({ state: 'paused' }) },
  'POST /api/taxii-feeds/:id/run': { names: { id: 'taxiiFeed' } },
  'DELETE /api/taxii-feeds/:id': { names: { id: 'taxiiFeed' } },
  'GET /api/objects': {
    lists: [
      'facets=true',
      'limit=2',
      'q=weather&facets=true',
      'q=weathe&limit=1',
      'q=%22secret+weather%22&facets=true',
      'type=note,ipv4-addr,tool&facets=true',
      'tlp=amber,green,none&facets=true',
      'since=2020-01-01T00:00:00Z&facets=true',
      'q=198.51.100.7&facets=true',
    ],
  },
  'POST /api/objects': {
    alsoNames: ['collection', 'object'],
    body: ({ collection, object }) => ({
      collection,
      terms: { tlp: 'green' },
      object: { type: 'note', id: object, content: 'mine now', object_refs: [object] },
    }),
  },
  'POST /api/preview': {
    alsoNames: ['collection', 'object'],
    body: ({ collection, object }) => ({
      collection,
      terms: { tlp: 'green' },
      object: { type: 'note', id: object, content: 'mine now', object_refs: [object] },
    }),
  },
  'GET /api/objects/:id': { names: { id: 'object' }, lists: ['', 'version=2026-01-02T00:00:00.000Z'] },
  'DELETE /api/objects/:id': {
    names: { id: 'object' },
    alsoNames: ['collection'],
    query: ({ collection }) => `collection=${collection}`,
  },
  'GET /api/objects/:id/raw': { names: { id: 'object' }, lists: [''] },
  'GET /api/objects/:id/why': { names: { id: 'object' }, lists: ['', 'property=type'] },
  'GET /api/objects/:id/audience': { names: { id: 'object' } },
  'GET /api/objects/:id/graph': { names: { id: 'object' }, lists: ['', 'limit=1'] },
  'GET /api/overview': { lists: [''] },
  'GET /api/picture': { lists: ['', 'asOf=2019-02-07', 'asOf=2019-02-07&known=2019-02-07'] },
  'POST /api/overview/seen': {},
  'GET /api/alerts': { lists: [''] },
  'POST /api/alerts/read': {},
  'GET /api/alerts/subscriptions': { lists: [''] },
  'POST /api/alerts/subscriptions': {
    alsoNames: ['object'],
    body: ({ object }) => ({ watch: { about: 'claim', claim: object } }),
  },
  'DELETE /api/alerts/subscriptions/:id': { names: { id: 'search' } },
  'POST /api/alerts/subscriptions/:id/test': { names: { id: 'search' } },
  'GET /api/searches': { lists: [''] },
  'POST /api/searches': {},
  'DELETE /api/searches/:id': { names: { id: 'search' } },
  'POST /api/searches/:id/opened': { names: { id: 'search' } },
  'GET /api/audit/checkpoint': {},
  'GET /api/audit/epochs': {},
  'GET /api/audit/proof/consistency': { query: () => 'from=0&to=0' },
  'GET /api/audit/proof/inclusion': { alsoNames: ['entry'], query: ({ entry }) => `entry=${entry}` },
  // One's own reading is in it, so that it changes by being looked at; what it must not hold has a test of its own.
  'GET /api/audit/entries': {},
  'GET /api/audit/objects/:id/holders': { names: { id: 'object' } },
  'GET /api/audit/objects/:id/terms': { names: { id: 'object' } },
  'GET /api/audit/members/:id/received': { names: { id: 'member' } },
  'GET /api/audit/persons/:id/opened': { names: { id: 'account' } },
  'GET /api/operator': {},
  'POST /api/operator/quarantine/end': { body: () => ({ reason: 'Let me in' }) },
  'POST /api/operator/backups': {},
  'GET /api/events': { isStream: true },
  'GET /api/brief': {
    alsoNames: ['object'],
    query: ({ object }) => `about=claim&of=${object}`,
    lists: ['about=day&asOf=2019-02-07', 'about=member&of=France', 'about=area&of=Syria'],
  },
  'GET /api/export': {
    lists: [
      '',
      'format=csv',
      'handling=true',
      'q=weather',
      'type=note,indicator',
      'tlp=amber,green,none',
      'since=2020-01-01T00:00:00Z',
    ],
  },
  'POST /api/import': {
    alsoNames: ['collection'],
    query: ({ collection }) => `collection=${collection}`,
    body: () => ({ type: 'bundle', id: 'bundle--0a2b1c3d-0000-4000-8000-000000000000', objects: [] }),
    contentType: 'application/octet-stream',
  },
};

/** Middleware, and the answer to what is nothing: entries of the router that are no routes of their own. */
const patterns = new Set(['ALL /*', 'ALL /taxii2', 'ALL /taxii2/*', 'ALL /api/*']);

/** Every route of the application as `METHOD path`, taken from its router, so that none is forgotten. */
export function routesOf({ core, data }: Coalition, webRoot?: string): string[] {
  const config = { data, host: '', port: 0, logLevel: 'silent', limits: defaultLimits } as const;
  const app = createApp(core, { ...config, ...(webRoot === undefined ? {} : { webRoot }) }, pino({ level: 'silent' }));
  const found = new Set(app.routes.map(({ method, path }) => `${method} ${path}`));
  return [...found].filter((route) => !patterns.has(route)).sort();
}

export function decisionOn(route: string): Decision {
  const decision = decisions[route];
  assert.ok(decision, `${route} has no decision: say in test/attacks/routes.ts who may use it and what it names`);
  return decision;
}

/** A request to the route that names what `pick` says. */
export function requestTo(route: string, pick: Pick): Sent & { readonly method: string } {
  const { names = {}, query, body, contentType = 'application/json' } = decisionOn(route);
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace('/*', '/').replace(/:(\w+)/g, (_, name: string) => {
    const kind = names[name];
    assert.ok(kind, `${route}: say in test/attacks/routes.ts what “${name}” names`);
    return encodeURIComponent(pick[kind]);
  });
  const encoded = Object.fromEntries(Object.entries(pick).map(([kind, id]) => [kind, encodeURIComponent(id)])) as Pick;
  const content = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(body?.(pick) ?? {});
  return {
    method,
    path: query === undefined ? path : `${path}?${query(encoded)}`,
    headers: content === undefined ? {} : { 'content-type': contentType, 'sec-fetch-site': 'same-origin' },
    ...(content === undefined ? {} : { body: content }),
  };
}

/** All that a route may name, the hideable ones. */
export function hideableIn(route: string): Kind[] {
  const { names = {}, alsoNames = [] } = decisionOn(route);
  return [...new Set([...Object.values(names), ...alsoNames])].filter((kind) => hideable.includes(kind));
}

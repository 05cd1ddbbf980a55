import type { Decisions } from './decision.ts';

/** Objects, however they are read and written. */
export const knowingRoutes: Decisions = {
  'GET /api/reviews': { lists: [''] },
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
  'GET /api/objects/:id/receipts': { names: { id: 'object' }, lists: ['', 'version=2026-01-01T00:00:00.000Z'] },
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

import type { Decisions } from './decision.ts';

/** What comes with everything that is published. */
const published = { collection: 'no such collection', terms: { tlp: 'green' } };

/** Texts that come in, and where everybody stands. */
export const sayingRoutes: Decisions = {
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
  'GET /api/reports/:id': { names: { id: 'object' }, lists: [''] },
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
  'DELETE /api/reports/:id/duplicates/:link': { names: { id: 'object', link: 'object' } },
  'GET /api/feeds': { lists: [''] },
  'POST /api/feeds': {
    alsoNames: ['collection'],
    body: ({ collection }) => ({ address: 'https://news.example/feed', collection, terms: { tlp: 'green' } }),
  },
  'PATCH /api/feeds/:id': { names: { id: 'feed' }, body: () => ({ paused: true }) },
  'DELETE /api/feeds/:id': { names: { id: 'feed' } },
};

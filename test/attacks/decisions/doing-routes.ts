import type { Decisions } from './decision.ts';

/** What was promised, announced and demanded. */
export const doingRoutes: Decisions = {
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
};

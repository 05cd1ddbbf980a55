import type { Decisions } from './decision.ts';

/** Other nodes and servers, and taking back what went to them. */
export const exchangeRoutes: Decisions = {
  'GET /api/objects/:id/proof': { names: { id: 'object' }, lists: [''] },
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
    body: () => ({
      receipts: [{ word: 'x', renditions: [{ id: 'x', sha256: '0'.repeat(64), salt: 'A'.repeat(22) }] }],
    }),
  },
  'POST /api/exchange/release-requests': { body: () => ({ words: ['x'] }) },
  'POST /api/exchange/receipts': { body: () => ({ receipts: ['x'] }) },
  'GET /api/recalls/:id': { names: { id: 'recall' } },
  'GET /api/recalls/:id/receipts': { names: { id: 'recall' } },
  'GET /api/objects/:id/recall': { names: { id: 'object' } },
  'GET /api/objects/:id/recalled': { names: { id: 'object' } },
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
  'POST /api/peers/:id/set-aside/retry': { names: { id: 'peer' }, body: () => ({}) },
  'POST /api/peers/:id/set-aside/:number/retry': { names: { id: 'peer', number: 'setAside' } },
  'DELETE /api/peers/:id/set-aside/:number': { names: { id: 'peer', number: 'setAside' } },
  // The invitation is the credential: its secret, of 256 bits, works once and for an hour.
  'POST /api/exchange/introduction': { isPublic: true },
  'POST /api/exchange/join': { isPublic: true },
  'POST /api/exchange/roster': { isPublic: true },
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
};

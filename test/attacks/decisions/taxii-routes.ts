import type { Decisions } from './decision.ts';

const taxii = '/taxii2/coalition';
const proofs = '/taxii2/proofs';
const paged = ['', 'limit=1', 'match[version]=all', 'match[version]=first', 'added_after=2020-01-01T00:00:00Z'];
const filters = [
  ...paged,
  'limit=2',
  'match[type]=note,ipv4-addr,tool',
  'match[spec_version]=2.1',
  'limit=1&match[version]=all',
];

const ofProofs = [...paged, 'limit=2', 'match[type]=entente-proof', 'match[type]=note'];

/** What plain TAXII clients use. */
export const taxiiRoutes: Decisions = {
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
  [`GET ${proofs}`]: { lists: [''] },
  [`GET ${proofs}/collections`]: { lists: [''] },
  [`GET ${proofs}/collections/:collection`]: { names: { collection: 'collection' }, lists: [''] },
  [`GET ${proofs}/collections/:collection/manifest`]: { names: { collection: 'collection' }, lists: ofProofs },
  [`GET ${proofs}/collections/:collection/objects`]: { names: { collection: 'collection' }, lists: ofProofs },
  [`GET ${proofs}/collections/:collection/objects/:id`]: {
    names: { collection: 'collection', id: 'proof' },
    lists: paged,
  },
  [`GET ${proofs}/collections/:collection/objects/:id/versions`]: {
    names: { collection: 'collection', id: 'proof' },
    lists: ['', 'limit=1'],
  },
};

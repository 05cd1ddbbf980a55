import type { Decisions } from './decision.ts';

/** What one asks of another. */
export const askingRoutes: Decisions = {
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
};

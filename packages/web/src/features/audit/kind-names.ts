import type { AuditKind } from '@entente/server/api-types';

/** How the application says what an entry tells of. */
export const kindNames: Readonly<Record<AuditKind, string>> = {
  released: 'Released',
  withdrawn: 'Withdrawn',
  'terms-changed': 'Terms changed',
  removed: 'Removed from a collection',
  purged: 'Purged',
  delivered: 'Delivered',
  opened: 'Opened',
  exported: 'Exported',
  'approval-asked': 'Approval asked',
  approved: 'Approved',
  'sent-back': 'Sent back',
  'policy-changed': 'Policy changed',
  'mandate-given': 'Mandate given',
  'mandate-withdrawn': 'Mandate withdrawn',
  'lead-sent': 'Lead sent',
  'lead-changed': 'Lead answered',
  'member-joined': 'Member joined',
  'member-left': 'Member left',
  'group-changed': 'Group changed',
  'unit-changed': 'Unit changed',
  'collection-added': 'Collection made',
  'collection-changed': 'Collection changed',
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'signed-out': 'Signed out',
  'account-created': 'Account made',
  'account-changed': 'Account changed',
  'token-created': 'Token made',
  'token-revoked': 'Token revoked',
  'backup-made': 'Backup made',
  'checkpoint-taken': 'Checkpoint taken',
  forgotten: 'Old entries forgotten',
};

/** Kinds as they are filtered by. */
export const kindGroups: readonly (readonly [label: string, kinds: readonly AuditKind[]])[] = [
  ['Releases', ['released', 'withdrawn', 'terms-changed', 'removed', 'purged']],
  ['Deliveries and reading', ['delivered', 'opened', 'exported']],
  [
    'Decisions',
    [
      'approval-asked',
      'approved',
      'sent-back',
      'policy-changed',
      'mandate-given',
      'mandate-withdrawn',
      'lead-sent',
      'lead-changed',
    ],
  ],
  [
    'Who is who',
    ['member-joined', 'member-left', 'group-changed', 'unit-changed', 'collection-added', 'collection-changed'],
  ],
  ['Signing in', ['signed-in', 'sign-in-failed', 'signed-out']],
  ['Accounts and tokens', ['account-created', 'account-changed', 'token-created', 'token-revoked']],
  ['The node', ['backup-made', 'checkpoint-taken', 'forgotten']],
];

/** What the log tells of, by what it is about. */
export const auditKindGroups = {
  releases: ['released', 'withdrawn', 'terms-changed', 'removed', 'recalled', 'purge-confirmed', 'purged'],
  /** What went where, and what was asked for to be told. */
  deliveries: [
    'delivered',
    'opened',
    'exported',
    'export-broke-off',
    'text-sent',
    'taxii-feed-changed',
    'pushed',
    'alert-added',
    'alert-removed',
    'alert-sent',
    'alert-stopped',
  ],
  decisions: [
    'approval-asked',
    'release-asked',
    'release-granted',
    'release-refused',
    'approved',
    'sent-back',
    'policy-changed',
    'mandate-given',
    'mandate-withdrawn',
    'lead-sent',
    'lead-changed',
  ],
  membership: [
    'member-joined',
    'member-left',
    'roster-proposed',
    'roster-signed',
    'roster-changed',
    'roster-refused',
    'group-changed',
    'unit-changed',
    'collection-added',
    'collection-changed',
  ],
  signIns: ['signed-in', 'sign-in-failed', 'signed-out'],
  accounts: ['account-created', 'account-changed', 'token-created', 'token-revoked'],
  node: [
    'peer-joined',
    'peer-confirmed',
    'peer-changed',
    'backup-made',
    'quarantine-ended',
    'checkpoint-taken',
    'forgotten',
  ],
} as const;

export type AuditKindGroup = keyof typeof auditKindGroups;
export type AuditKind = (typeof auditKindGroups)[AuditKindGroup][number];

export const auditKinds: readonly AuditKind[] = Object.values(auditKindGroups).flat();

import type { JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';

/** What the log tells of. */
export const auditKinds = [
  'released',
  'withdrawn',
  'terms-changed',
  'removed',
  'recalled',
  'purge-confirmed',
  'purged',
  'delivered',
  'opened',
  'exported',
  'export-broke-off',
  'text-sent',
  'approved',
  'sent-back',
  'lead-sent',
  'lead-changed',
  'approval-asked',
  'release-asked',
  'release-granted',
  'release-refused',
  'policy-changed',
  'mandate-given',
  'mandate-withdrawn',
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
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'account-created',
  'account-changed',
  'token-created',
  'token-revoked',
  'peer-joined',
  'peer-confirmed',
  'peer-changed',
  'alert-added',
  'alert-removed',
  'alert-sent',
  'alert-stopped',
  'taxii-feed-changed',
  'pushed',
  'backup-made',
  'quarantine-ended',
  'checkpoint-taken',
  'forgotten',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** Something to be recorded. Ids only: no content, and nothing that somebody typed. */
export type AuditEvent = {
  readonly kind: AuditKind;
  /** Row ids of the members that it is about, besides the one that acted. They may see the entry. */
  readonly members?: readonly number[];
  /** Ids of the accounts and tokens that it is about, besides the acting ones. They may see the entry. */
  readonly accounts?: readonly string[];
  readonly tokens?: readonly string[];
  /** Ids of what it is about: objects, collections, groups, terms. */
  readonly subjects?: readonly string[];
  readonly detail?: JsonObject;
};

/** On whose behalf: a credential with its member and person, or the node itself. */
export type Actor = {
  readonly by: 'session' | 'basic' | 'token' | 'local' | 'node';
  /** Identity of the member. */
  readonly member?: string;
  readonly account?: string;
  readonly token?: string;
};

/** Tells the log of something, in the transaction that does it. Without a viewer it is the node's own doing. */
export type RecordEvent = (event: AuditEvent, by?: Viewer) => void;

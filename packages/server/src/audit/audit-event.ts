import type { JsonObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { AuditKind } from './audit-kinds.ts';

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

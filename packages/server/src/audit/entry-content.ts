import { hash } from 'node:crypto';
import type { Hash } from '@entente/exchange';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { Actor } from './audit-event.ts';
import type { AuditKind } from './audit-kinds.ts';

/** An entry as it is committed to. Lists that are empty are not there. */
export type EntryContent = {
  readonly id: string;
  /** ISO 8601, milliseconds. */
  readonly time: string;
  readonly kind: AuditKind;
  readonly actor: Actor;
  /** Identities. */
  readonly members?: readonly string[];
  readonly accounts?: readonly string[];
  readonly tokens?: readonly string[];
  readonly subjects?: readonly string[];
  readonly detail?: JsonObject;
};

/** The text that an entry is committed to by: canonical JSON (RFC 8785). */
export function entryText(content: EntryContent): string {
  return canonicalize(content as JsonObject);
}

/** What stands for an entry in its epoch: tells nothing without the salt. */
export function commitmentOf(salt: Uint8Array, text: string): Hash {
  return hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'buffer');
}

/** What an entry is found by (table audit_subject). */
export function subjectKeys({
  actor,
  members = [],
  accounts = [],
  tokens = [],
  subjects = [],
}: EntryContent): string[] {
  const own = (prefix: string, one: string | undefined, others: readonly string[]): string[] =>
    [...(one === undefined ? [] : [one]), ...others].map((id) => `${prefix}:${id}`);
  return [
    ...new Set([
      ...own('m', actor.member, members),
      ...own('a', actor.account, accounts),
      ...own('t', actor.token, tokens),
      ...subjects,
    ]),
  ];
}

import type { z } from '@hono/zod-openapi';
import type { FoundEntry } from './entry-query.ts';
import type { AuditEntry } from './messages.ts';

export type EntryMessage = z.infer<typeof AuditEntry>;

/** An entry as the API tells of it. */
export function toMessage({ content, isSealed }: FoundEntry): EntryMessage {
  const { members, accounts, tokens, subjects, detail, ...always } = content;
  return {
    ...always,
    ...(members === undefined ? {} : { members: [...members] }),
    ...(accounts === undefined ? {} : { accounts: [...accounts] }),
    ...(tokens === undefined ? {} : { tokens: [...tokens] }),
    ...(subjects === undefined ? {} : { subjects: [...subjects] }),
    ...(detail === undefined ? {} : { detail: { ...detail } }),
    sealed: isSealed,
  };
}

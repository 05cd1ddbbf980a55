import type { EntryFilters } from './audit-queries.ts';

/** What the address of the auditor's page says: which question, about what, and how the log is narrowed. */
export interface AuditSearch extends EntryFilters {
  tab?: string;
  /** Id of an object, for the questions about one. */
  object?: string;
  /** Name of the member that is asked about. */
  of?: string;
  /** E-mail address of the person that is asked about. */
  person?: string;
}

const names = ['tab', 'object', 'of', 'person', 'kind', 'member', 'account', 'subject', 'since'] as const;

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const found: AuditSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value.trim() !== '') found[name] = value;
  }
  return found;
}

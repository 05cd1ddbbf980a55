import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** TAXII 2.1, section 4.3.1. */
export type StatusDetails = { readonly id: string; readonly version: string; readonly message?: string };
export type StatusResource = {
  readonly id: string;
  readonly status: 'complete' | 'pending';
  readonly request_timestamp: string;
  readonly total_count: number;
  readonly success_count: number;
  readonly successes?: readonly StatusDetails[];
  readonly failure_count: number;
  readonly failures?: readonly StatusDetails[];
  readonly pending_count: number;
};

/** Status resources, kept for a day; each is only for the principal whose request it tells of. */
export type StatusStore = {
  /** The resource as JSON, with the id that it got. */
  add(principal: number, status: Omit<StatusResource, 'id'>): string;
  find(principal: number, id: string): string | undefined;
};

const keptMilliseconds = 24 * 60 * 60 * 1000;

export function createStatusStore(database: Database, clock: () => number): StatusStore {
  return {
    add(principal, status) {
      const id = randomUUID();
      const resource = JSON.stringify({ id, ...status } satisfies StatusResource);
      database.prepare('DELETE FROM taxii_status WHERE created < ?').run(clock() - keptMilliseconds);
      database
        .prepare('INSERT INTO taxii_status (id, principal, created, resource) VALUES (?, ?, ?, ?)')
        .run(id, principal, clock(), resource);
      return resource;
    },
    find(principal, id) {
      const row = database
        .prepare('SELECT resource FROM taxii_status WHERE id = ? AND principal = ?')
        .get(id, principal);
      return row === undefined ? undefined : String(row.resource);
    },
  };
}

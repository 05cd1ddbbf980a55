import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '../database/open-database.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import type { EntryContent } from './entry-content.ts';

/** For tests: a log in memory, with a clock that is moved by hand. */
export type TestLog = Disposable & {
  readonly database: Database;
  readonly log: AuditLog;
  readonly time: { now: number };
  /** Adds an entry about this object; answers its id. */
  add(subject: string, more?: Partial<EntryContent>): string;
  /** Lets so many epochs end. */
  pass(epochs?: number): void;
};

const epoch = 10_000;

export function createTestLog(): TestLog {
  const database = openDatabase(':memory:');
  const time = { now: Date.parse('2026-03-01T12:00:00.000Z') };
  const log = createAuditLog(database, () => time.now, epoch);
  return {
    database,
    log,
    time,
    add(subject, more = {}) {
      const id = randomUUID();
      time.now += 1;
      const content: EntryContent = {
        id,
        time: new Date(time.now).toISOString(),
        kind: 'opened',
        actor: { by: 'session', member: 'identity--1', account: 'anna' },
        subjects: [subject],
        ...more,
      };
      database.transaction(() => log.add(content));
      return id;
    },
    pass(epochs = 1) {
      for (let passed = 0; passed < epochs; passed += 1) {
        time.now = (Math.floor(time.now / epoch) + 1) * epoch;
        database.transaction(() => log.seal());
      }
    },
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

import { randomUUID } from 'node:crypto';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { Actor, AuditEvent } from './audit-event.ts';
import type { AuditLog } from './audit-log.ts';
import type { AuditNames } from './audit-names.ts';

/** Writes entries, each on behalf of whoever acts. */
export type Recorder = {
  /**
   * Records an event in the transaction that is open (or one of its own), and answers its row. Without `by`: on behalf
   * of whoever acts in this scope, else of the node itself.
   */
  record(event: AuditEvent, by?: Viewer, time?: number): number;
  /** One piece of work, which waits for nothing: whoever acts in it first acts in all of it. */
  scope<T>(work: () => T): T;
  /** Says who acts in the scope that is open. */
  act(viewer: Viewer): void;
};

export function createRecorder(database: Database, log: AuditLog, names: AuditNames, clock: () => number): Recorder {
  let open: { acting: Viewer | undefined } | undefined;

  function actorOf(viewer: Viewer | undefined): Actor {
    if (viewer === undefined) return { by: 'node' };
    return {
      by: viewer.credential,
      member: names.principal(viewer.member),
      ...(viewer.account === undefined ? {} : { account: viewer.account.id }),
      ...(viewer.credential === 'token' ? { token: tokenOf(viewer) } : {}),
    };
  }

  return {
    record({ kind, members, accounts, tokens, subjects, detail }, by = open?.acting, time = clock()) {
      if (open !== undefined) open.acting ??= by;
      const content = {
        id: randomUUID(),
        time: new Date(time).toISOString(),
        kind,
        actor: actorOf(by),
        ...(members?.length ? { members: [...new Set(members)].map((member) => names.principal(member)) } : {}),
        ...(accounts?.length ? { accounts } : {}),
        ...(tokens?.length ? { tokens } : {}),
        ...(subjects?.length ? { subjects } : {}),
        ...(detail === undefined ? {} : { detail }),
      };
      const add = (): number => log.add(content);
      return database.connection.isTransaction ? add() : database.transaction(add);
    },
    scope(work) {
      const before = open;
      open = { acting: undefined };
      try {
        return work();
      } finally {
        open = before;
      }
    },
    act(viewer) {
      if (open !== undefined) open.acting ??= viewer;
    },
  };
}

/** Id of the token that a viewer came with. */
export function tokenOf({ credentialId }: Viewer): string {
  return credentialId.replace(/^token:/, '');
}

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { AuditNames } from './audit-names.ts';
import { type Recorder, tokenOf } from './recorder.ts';
import type { Taken } from './taken.ts';

/** The first time that somebody opens a version. */
export type FirstReads = {
  /** Whether it is new, and so waits to be written down; else it costs a look-up. `version` is its row. */
  note(viewer: Viewer, version: number): boolean;
  /** Versions are going: their rows may come to be those of others. */
  forget(): void;
  /** What was noted since, to be written down. */
  take(): Taken;
};

type Opened = {
  readonly viewer: Viewer;
  readonly object: string;
  readonly modified: string;
  readonly stamp: string;
  readonly time: number;
};

/** So many are remembered, and not looked up. */
const mostRemembered = 100_000;

export function createFirstReads(
  database: Database,
  recorder: Recorder,
  names: AuditNames,
  clock: () => number,
): FirstReads {
  const remembered = new Set<string>();
  let pending: Opened[] = [];
  database.onRollback(() => remembered.clear());
  const versionOf = database.prepare('SELECT id, modified, stamp FROM version WHERE version = ?');
  const isKnown = database.prepare('SELECT 1 FROM audit_first_read WHERE object = ? AND modified = ? AND reader = ?');
  const insert = database.prepare(
    'INSERT INTO audit_first_read (object, modified, reader, principal, entry) VALUES (?, ?, ?, ?, ?)',
  );

  /** A person, whatever it came with; else the token, or the member at the console of the node. */
  function readerOf(viewer: Viewer): string {
    if (viewer.account !== undefined) return `a:${viewer.account.id}`;
    return viewer.credential === 'token' ? `t:${tokenOf(viewer)}` : `m:${names.principal(viewer.member)}`;
  }

  function record({ viewer, object, modified, stamp, time }: Opened): void {
    const reader = readerOf(viewer);
    if (isKnown.get(object, modified, reader) !== undefined) return;
    const detail = { object, version: stamp, principal: names.principal(viewer.principal) };
    const entry = recorder.record({ kind: 'opened', subjects: [object], detail }, viewer, time);
    insert.run(object, modified, reader, viewer.principal, entry);
  }

  return {
    note(viewer, version) {
      const key = `${viewer.credentialId} ${viewer.principal} ${version}`;
      if (remembered.has(key)) return false;
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.add(key);
      const { id: object, modified, stamp } = versionOf.get(version) as { id: string; modified: string; stamp: string };
      pending.push({ viewer, object, modified, stamp, time: clock() });
      return true;
    },
    forget: () => remembered.clear(),
    take() {
      const taken = pending;
      pending = [];
      return {
        write() {
          for (const each of taken) record(each);
        },
        putBack() {
          pending.unshift(...taken);
        },
      };
    },
  };
}

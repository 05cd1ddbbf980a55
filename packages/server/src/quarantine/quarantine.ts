import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';

/**
 * What a node is in after it was restored from a backup: it may hold what was recalled, and serve whom it must not, until
 * it knows what happened since.
 */
export type Quarantine = {
  /** Since when (ISO 8601); undefined where there is none. */
  since(): string | undefined;
  /** The operator takes it upon himself. Throws `not-allowed`, and `conflict` where there is none. */
  override(viewer: Viewer, reason: string): Promise<void>;
  /** The node has learnt all that it missed. */
  lift(): Promise<void>;
};

export function createQuarantine(
  database: Database,
  queue: WriteQueue,
  record: RecordEvent,
  now: () => string,
): Quarantine {
  const open = database.prepare('SELECT since FROM quarantine WHERE ended IS NULL');
  const end = database.prepare('UPDATE quarantine SET ended = ?, reason = ? WHERE ended IS NULL');
  // Asked with every request.
  let since = read();

  function read(): string | undefined {
    const row = open.get();
    return row && String(row.since);
  }

  async function finish(how: 'override' | 'caught-up', reason: string | null, viewer?: Viewer): Promise<void> {
    await queue.run(() => {
      if (read() === undefined) throw new Problem('conflict', 'The node is in no quarantine.');
      end.run(now(), reason);
      record({ kind: 'quarantine-ended', detail: { how } }, viewer);
    });
    since = read();
  }

  return {
    since: () => since,
    async override(viewer, reason) {
      if (!viewer.roles.has('coalition-admin') || !viewer.mayWrite) {
        throw new Problem('not-allowed', 'This is for who runs the node.');
      }
      await finish('override', reason, viewer);
    },
    async lift() {
      if (since !== undefined) await finish('caught-up', null);
    },
  };
}

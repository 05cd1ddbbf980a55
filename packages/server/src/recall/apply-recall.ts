import type { Database } from '../database/open-database.ts';
import type { Purger } from '../purging/purger.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { Recall, RecalledVersion } from './recall-store.ts';

/** What an order did here: how many versions it purged, and the terms under which they stood. */
export type Applied = { readonly purged: number; readonly touched: ReadonlySet<number> };

/**
 * Carries out an order: purges what it names and refuses it from then on, also what never came here. Idempotent; to be
 * called in a transaction.
 */
export type ApplyRecall = (
  recall: Pick<Recall, 'owner' | 'object' | 'isWhole'>,
  versions: readonly RecalledVersion[],
) => Applied;

export function createApplyRecall(
  database: Database,
  purger: Purger,
  tombstones: TombstoneStore,
  now: () => string,
): ApplyRecall {
  const stored = database.prepare('SELECT version, modified, stamp FROM version WHERE id = ? AND owner = ?');
  const placedUnder = database.prepare('SELECT DISTINCT terms FROM placement WHERE version = ?');

  return ({ owner, object, isWhole }, versions) => {
    const named = new Set(versions.map(({ modified }) => modified));
    const newest = [...named].sort().at(-1) ?? '';
    // What its owner publishes anew after a recall of everything is not meant.
    const meant = stored
      .all(object, owner)
      .filter(
        ({ modified, stamp }) =>
          (isWhole && (stamp === '' || String(modified) <= newest)) || named.has(String(modified)),
      );
    const touched = new Set<number>();
    for (const { version } of meant) {
      for (const { terms } of placedUnder.all(Number(version))) touched.add(Number(terms));
    }
    purger.purgeRecalled(
      meant.map(({ version }) => Number(version)),
      isWhole,
    );
    for (const { modified, stamp } of versions) {
      // What has no versions is refused by what it said, which only who held it knows.
      if (stamp === '') continue;
      tombstones.add({ owner, id: object, modified }, null, { cause: 'recalled', older: isWhole, at: now() });
    }
    return { purged: meant.length, touched };
  };
}

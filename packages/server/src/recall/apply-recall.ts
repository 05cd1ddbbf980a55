import type { Database } from '../database/open-database.ts';
import type { ForgetUnseen } from '../peers/forget-unseen.ts';
import { type PlacementStore, toPlacement } from '../placements/placement-store.ts';
import type { Purger } from '../purging/purger.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { Recall, RecallCause, RecalledVersion } from './recall-store.ts';

/** What an order did here: how many versions it purged, and the terms under which they stood. */
export type Applied = { readonly purged: number; readonly touched: ReadonlySet<number> };

/**
 * Carries out an order: purges what it names and refuses it from then on, also what never came here. Idempotent; to be
 * called in a transaction.
 */
export type ApplyRecall = (
  recall: Pick<Recall, 'owner' | 'object' | 'isWhole' | 'holder' | 'peer'> & { readonly because?: RecallCause },
  versions: readonly RecalledVersion[],
) => Applied;

/** Sort key of the newest version that an order names; '' where it names none. */
function newestOf(versions: readonly RecalledVersion[]): string {
  return (
    versions
      .map(({ modified }) => modified)
      .sort()
      .at(-1) ?? ''
  );
}

/** The versions (rows) here that an order means. */
export type MeantVersions = (
  recall: Pick<Recall, 'owner' | 'object' | 'isWhole'>,
  versions: readonly RecalledVersion[],
) => readonly number[];

export function createMeantVersions(database: Database): MeantVersions {
  const stored = database.prepare('SELECT version, modified, stamp FROM version WHERE id = ? AND owner = ?');
  return ({ owner, object, isWhole }, versions) => {
    const named = new Set(versions.map(({ modified }) => modified));
    const newest = newestOf(versions);
    // What its owner publishes anew after a recall of everything is not meant.
    return stored
      .all(object, owner)
      .filter(
        ({ modified, stamp }) =>
          (isWhole && (stamp === '' || String(modified) <= newest)) || named.has(String(modified)),
      )
      .map(({ version }) => Number(version));
  };
}

export function createApplyRecall(
  database: Database,
  placements: Pick<PlacementStore, 'remove'>,
  purger: Purger,
  tombstones: TombstoneStore,
  forgetUnseen: ForgetUnseen,
  now: () => string,
): ApplyRecall {
  const meantVersions = createMeantVersions(database);
  const placedUnder = database.prepare('SELECT DISTINCT terms FROM placement WHERE version = ?');

  const hosted = database.prepare(
    `SELECT DISTINCT e.identity FROM peer_member e JOIN principal p ON p.identity = e.identity
     JOIN member m ON m.member = p.principal WHERE e.side = 'here' AND m."left" IS NULL`,
  );
  const wasTaken = database.prepare(
    `SELECT 1 FROM recall r JOIN recall_version v ON v.recall = r.recall
     WHERE r.owner = ? AND r.object = ? AND r.whole = 1 AND r.holder = ? AND v.modified >= ? LIMIT 1`,
  );
  const isJoined = database.prepare(
    'SELECT 1 FROM peer_member e JOIN principal p ON p.identity = e.identity WHERE p.principal = ? LIMIT 1',
  );
  const placed = database.prepare(
    'SELECT added, collection, terms, version, body, object_type, flags, issued FROM placement WHERE version = ?',
  );
  const othersSee = database.prepare(
    `SELECT 1 FROM visible s JOIN principal p ON p.principal = s.principal JOIN principal m ON m.principal = p.member
     WHERE s.terms = ? AND p.member <> ? AND m.identity <> ? LIMIT 1`,
  );

  /** Takes it from one member alone: what nobody else here has goes altogether. */
  function takeFrom(holder: string, owner: number, versions: readonly number[]): readonly number[] {
    return versions.filter((version) => {
      const own = placed
        .all(version)
        .map(toPlacement)
        .filter(({ terms }) => othersSee.get(terms, owner, holder) === undefined);
      for (const placement of own) placements.remove(placement);
      return placed.get(version) === undefined;
    });
  }

  return ({ owner, object, isWhole, because, holder, peer }, versions) => {
    const nothing = { purged: 0, touched: new Set<number>() };
    // Who has left sees nothing here any more: only its own node holds something for it.
    if (holder !== undefined && peer === undefined) return nothing;
    // It goes where it was passed on to. A node that its owner's own tells which of its members lost it is not meant.
    if (holder === undefined && because === 'narrowed' && isJoined.get(owner) !== undefined) return nothing;
    const rows = meantVersions({ owner, object, isWhole }, versions);
    const touched = new Set<number>();
    for (const version of rows) {
      for (const { terms } of placedUnder.all(version)) touched.add(Number(terms));
    }
    const newest = newestOf(versions);
    // What all members may have lies here once for all of them: it goes with the last that is told.
    const isForAll =
      holder === undefined ||
      hosted
        .all()
        .every(
          ({ identity }) => identity === holder || wasTaken.get(owner, object, String(identity), newest) !== undefined,
        );
    const gone = isForAll ? rows : takeFrom(holder, owner, rows);
    purger.purgeRecalled(gone, isWhole);
    if (!isForAll) return { purged: gone.length, touched };
    for (const { modified, stamp } of versions) {
      // What has no versions is refused by what it said, which only who held it knows.
      if (stamp === '') continue;
      tombstones.add({ owner, id: object, modified }, null, { cause: 'recalled', older: isWhole, at: now() });
    }
    forgetUnseen(object);
    return { purged: gone.length, touched };
  };
}

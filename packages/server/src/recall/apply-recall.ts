import type { Database } from '../database/open-database.ts';
import type { ForgetLost, ForgetUnseen } from '../peers/forget-unseen.ts';
import type { Purger } from '../purging/purger.ts';
import { createTakenAway, hostedMembers } from '../purging/taken-away.ts';
import type { TombstoneStore } from '../purging/tombstone-store.ts';
import type { Recall, RecallCause, RecalledVersion } from './recall-store.ts';
import type { TakeFrom } from './take-from.ts';

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
  takeFrom: TakeFrom,
  purger: Pick<Purger, 'purgeRecalled'>,
  tombstones: Pick<TombstoneStore, 'add'>,
  forgetUnseen: ForgetUnseen,
  forgetLost: ForgetLost,
  now: () => string,
): ApplyRecall {
  const meantVersions = createMeantVersions(database);
  const takenAway = createTakenAway(database);
  const placedUnder = database.prepare('SELECT DISTINCT terms FROM placement WHERE version = ?');
  const modifiedOf = database.prepare('SELECT modified FROM version WHERE version = ?');
  const hosted = database.prepare(hostedMembers);
  const isJoined = database.prepare(
    'SELECT 1 FROM peer_member e JOIN principal p ON p.identity = e.identity WHERE p.principal = ? LIMIT 1',
  );

  /** Of those whose people work here, the ones that no order has told yet to purge this version. */
  function keepersOf(owner: number, object: string, modified: string, holder: string): string[] {
    return hosted
      .all()
      .map(({ identity }) => String(identity))
      .filter((identity) => identity !== holder && !takenAway.has(owner, object, modified, identity));
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
    // What all members may have lies here once for all of them: it goes with the last that is told.
    const keepers = (modified: string): readonly string[] =>
      holder === undefined ? [] : keepersOf(owner, object, modified, holder);
    const met = rows.map((version) => ({ version, keepers: keepers(String(modifiedOf.get(version)?.modified)) }));
    const kept = met.filter((each) => each.keepers.length > 0);
    const gone = met.filter((each) => each.keepers.length === 0).map(({ version }) => version);
    if (holder !== undefined) gone.push(...takeFrom(holder, owner, object, kept));
    purger.purgeRecalled(gone, isWhole);
    const refused = versions.filter(({ modified }) => keepers(modified).length === 0);
    for (const { modified, stamp } of refused) {
      // What has no versions is refused by what it said, which only who held it knows.
      if (stamp === '') continue;
      tombstones.add({ owner, id: object, modified }, null, { cause: 'recalled', older: isWhole, at: now() });
    }
    if (refused.length > 0) forgetUnseen(object);
    if (holder !== undefined) {
      forgetLost(
        object,
        holder,
        versions.map(({ stamp }) => stamp),
      );
    }
    return { purged: gone.length, touched };
  };
}

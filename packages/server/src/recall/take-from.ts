import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { Standing } from '../objects/standing.ts';
import type { PlacementStore } from '../placements/placement-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** A version (row) that a member (its identity) loses, while these others of its node (identities) may keep it. */
export type TakenVersion = { readonly version: number; readonly keepers: readonly string[] };

/**
 * Takes versions of an owner's object from one member of this node; the answer is those that nobody has any more. What
 * all might have is from then on each keeper's own, as if it had come for him: so nobody passes it on. To be called in a
 * transaction.
 */
export type TakeFrom = (
  holder: string,
  owner: number,
  object: string,
  versions: readonly TakenVersion[],
) => readonly number[];

export function createTakeFrom(
  database: Database,
  placements: Pick<PlacementStore, 'ofVersion' | 'add' | 'remove' | 'setTerms' | 'catchUpVersion'>,
  terms: Pick<TermsStore, 'narrow' | 'wouldSeeIfIn'>,
  standing: Pick<Standing, 'settle'>,
  objectOf: (body: number) => StixObject,
): TakeFrom {
  const sees = database.prepare(
    `SELECT 1 FROM visible s JOIN principal p ON p.principal = s.principal JOIN principal m ON m.principal = p.member
     WHERE s.terms = ? AND m.identity = ? LIMIT 1`,
  );

  const isAtHome = database.prepare(
    `SELECT 1 FROM peer_member e JOIN principal p ON p.identity = e.identity
     WHERE e.side = 'here' AND p.principal = ? LIMIT 1`,
  );

  const awayWith = database.prepare(
    `SELECT m.member FROM principal p JOIN member m ON m.member = p.principal
     WHERE p.identity = ? AND m."left" IS NOT NULL`,
  );

  /** Whether a member has what stands under these terms; of one that has left, whether it would when it is back. */
  function hasUnder(holder: string): (under: number) => boolean {
    const member = awayWith.get(holder)?.member;
    if (member === undefined) return (under) => sees.get(under, holder) !== undefined;
    return terms.wouldSeeIfIn(Number(member));
  }

  function takeOne(
    holder: string,
    has: (under: number) => boolean,
    owner: number,
    { version, keepers }: TakenVersion,
  ): void {
    placements.catchUpVersion(version, objectOf);
    const isOwners = isAtHome.get(owner) !== undefined;
    for (const placement of placements.ofVersion(version)) {
      if (!has(placement.terms)) continue;
      if (isOwners) {
        // Its own node, restored from a backup, which others have told what it had forgotten: nobody else loses anything.
        const readers = { collection: placement.collection, at: 'all' as const };
        placements.setTerms(placement, terms.narrow(placement.terms, { owner, not: [holder], readers }));
        continue;
      }
      const [first, ...others] = keepers
        .filter((keeper) => sees.get(placement.terms, keeper) !== undefined)
        .map((keeper) => terms.narrow(placement.terms, forOne(owner, keeper, placement.collection)));
      const { added: _, ...copy } = placement;
      placements.add(others.map((under) => ({ ...copy, terms: under, object: () => objectOf(copy.body) })));
      if (first === undefined) placements.remove(placement);
      else placements.setTerms(placement, first);
    }
  }

  return (holder, owner, object, versions) => {
    const has = hasUnder(holder);
    for (const each of versions) takeOne(holder, has, owner, each);
    const gone = versions.filter(({ version }) => placements.ofVersion(version).length === 0);
    if (gone.length < versions.length) standing.settle(object);
    return gone.map(({ version }) => version);
  };
}

function forOne(owner: number, keeper: string, collection: number) {
  return { owner, to: [[keeper]], readers: { collection, at: 'all' as const } };
}

import type { PublicJwk, RosterDocument, RosterMember } from '@entente/exchange';
import type { Member } from '../members/member-store.ts';

/** What a node alone knows of its coalition, from which it writes a roster. */
export type LocalCoalition = {
  readonly coalition: { readonly id: string; readonly name: string };
  readonly members: readonly Member[];
  /** Whether a member is said to be hosted by a node that the roster may not list yet. */
  readonly isHostedThere: (identity: string) => boolean;
  /** What members sign with that have no key in the roster to sign with, by identity. */
  readonly newKeys: ReadonlyMap<string, PublicJwk>;
  readonly admin: { readonly name: string; readonly key: PublicJwk };
  readonly node: {
    readonly id: string;
    readonly name: string;
    readonly key: PublicJwk;
    readonly operator: string;
    readonly url?: string;
  };
};

/** What a roster says besides its place among the others. */
export type RosterContent = Pick<RosterDocument, 'coalition' | 'threshold' | 'admins' | 'members' | 'nodes'>;

/**
 * The roster that a node writes by itself: its table of members with their keys, as an addition to what the roster
 * says already. Nothing is left out that the one before had.
 */
export function rosterOfMembers(
  previous: RosterDocument | undefined,
  local: LocalCoalition,
  now: string,
): RosterContent {
  const before = new Map(previous?.members.map((each) => [each.identity, each]));
  const elsewhere = new Set(previous?.nodes.filter(({ id }) => id !== local.node.id).flatMap(({ hosts }) => hosts));
  const members = local.members
    .map((member) => rosterMember(member, before.get(member.identity), local.newKeys.get(member.identity), now))
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
  const hosts = members
    .filter(({ left, identity }) => left === undefined && !elsewhere.has(identity) && !local.isHostedThere(identity))
    .map(({ identity }) => identity);
  const known = previous?.nodes.find(({ id }) => id === local.node.id);
  return {
    coalition: previous?.coalition ?? local.coalition,
    threshold: previous?.threshold ?? 1,
    admins: previous?.admins ?? [local.admin],
    members,
    nodes: [...(previous?.nodes.filter(({ id }) => id !== local.node.id) ?? []), { ...known, ...local.node, hosts }],
  };
}

/** Whether a member has a key in a roster that it can sign with. */
export function canSign({ keys }: Pick<RosterMember, 'keys'>): boolean {
  return keys.some(({ until, revoked }) => until === undefined && revoked === undefined);
}

/** A member as its row has it, with the keys it had and one that is new. */
function rosterMember(
  { member: _, ...facts }: Member,
  before: Pick<RosterMember, 'keys' | 'earlier'> | undefined,
  key: PublicJwk | undefined,
  now: string,
): RosterMember {
  return {
    ...facts,
    ...(before?.earlier === undefined ? {} : { earlier: before.earlier }),
    keys: [...(before?.keys ?? []), ...(key === undefined ? [] : [{ key, from: now }])],
  };
}

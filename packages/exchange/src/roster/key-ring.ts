import { mostClockSkew } from '../clock-skew.ts';
import { keyId } from '../keys/key-id.ts';
import type { PublicJwk } from '../keys/public-jwk.ts';
import type { RosterDocument, RosterKey, RosterMember } from './roster-document.ts';

/** A member's key, with whom it belongs to. */
export type RingKey = RosterKey & { readonly id: string; readonly member: RosterMember };

/** The keys of a roster, found by their ids. */
export type KeyRing = {
  readonly coalition: string;
  /** The key of a member, also of one that left; undefined for a key that the roster does not name. */
  find(id: string): RingKey | undefined;
  /** The key of a node. */
  node(id: string): { readonly node: string; readonly key: PublicJwk } | undefined;
  /** A member, by the id of its identity in any case. */
  member(identity: string): RosterMember | undefined;
};

/** Why a key's signature does not count. */
export type KeyRefusal = 'key-not-yet-valid' | 'key-ended' | 'key-revoked' | 'not-a-member-then' | 'signed-in-future';

/** How a signature that was valid when made stands today. */
export type StandingNow = 'valid' | 'key-ended' | 'member-left';

export type KeyVerdict =
  | { readonly state: 'valid'; readonly now: StandingNow }
  | { readonly state: 'refused'; readonly reason: KeyRefusal };

export function createKeyRing({ coalition, members, nodes }: RosterDocument): KeyRing {
  const keys = new Map(
    members.flatMap((member) =>
      member.keys.map((key): [string, RingKey] => [keyId(key.key), { ...key, id: keyId(key.key), member }]),
    ),
  );
  const ofNodes = new Map(nodes.map(({ id, key }) => [keyId(key), { node: id, key }]));
  const byIdentity = new Map(members.map((member) => [member.identity, member]));
  return {
    coalition: coalition.id,
    find: (id) => keys.get(id),
    node: (id) => ofNodes.get(id),
    member: (identity) => byIdentity.get(identity.toLowerCase()),
  };
}

/**
 * Whether what a key signed at one moment counts at another (both in UTC with milliseconds). A key that was rotated, or
 * whose member left, signed validly before; a revoked one never did, since its thief can write any date. `alsoAfterLeaving`:
 * it is enough that the member had joined by then.
 */
export function judgeKey(
  { from, until, revoked, member }: RingKey,
  signed: string,
  now: string,
  { alsoAfterLeaving = false }: { readonly alsoAfterLeaving?: boolean } = {},
): KeyVerdict {
  if (revoked !== undefined) return { state: 'refused', reason: 'key-revoked' };
  if (Date.parse(signed) > Date.parse(now) + mostClockSkew) return { state: 'refused', reason: 'signed-in-future' };
  // By the clock of whoever signed, which may be behind that of whoever wrote the roster.
  if (Date.parse(signed) + mostClockSkew < Date.parse(from)) return { state: 'refused', reason: 'key-not-yet-valid' };
  if (until !== undefined && signed >= until) return { state: 'refused', reason: 'key-ended' };
  const then = signed.slice(0, 10);
  if (!wasMember(member, then) && !(alsoAfterLeaving && hadJoined(member, then))) {
    return { state: 'refused', reason: 'not-a-member-then' };
  }
  if (!wasMember(member, now.slice(0, 10))) return { state: 'valid', now: 'member-left' };
  return { state: 'valid', now: until !== undefined && now >= until ? 'key-ended' : 'valid' };
}

function wasMember({ joined, left, earlier = [] }: RosterMember, day: string): boolean {
  return [{ joined, left }, ...earlier].some(
    (each) => each.joined <= day && (each.left === undefined || each.left > day),
  );
}

function hadJoined({ joined, earlier = [] }: RosterMember, day: string): boolean {
  return [{ joined }, ...earlier].some((each) => each.joined <= day);
}

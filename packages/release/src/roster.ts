import { Audience } from './audience.ts';
import type { Tlp } from './terms.ts';

/** A principal is a small positive integer: the row id of a member, unit or person. */
export type PrincipalId = number;

/** Whoever can be named in a release. */
export type Principal = {
  id: PrincipalId;
  kind: 'member' | 'unit' | 'person';
  /** The id of its STIX identity. */
  identity: string;
  /** The member it belongs to; a member belongs to itself. */
  member: PrincipalId;
  /** Of a person: the unit it acts for. Absent: it acts for its member. */
  unit?: PrincipalId;
  /** Of a unit: part of the organisation, or a client that the member serves. Absent: served, the narrower. */
  unitKind?: 'internal' | 'served';
  /** Joined and not left. Units and persons fall silent with their member, whatever they say themselves. */
  active: boolean;
  clearances?: {
    /** An internal unit that its member appoints for AMBER+STRICT. */
    amberStrict?: boolean;
    /** A person whom its member appoints for RED. */
    red?: boolean;
    /** A served unit that its member allows AMBER. */
    amberServed?: boolean;
  };
};

/** A named list of principals and of other groups; groups may contain each other. */
export type Group = { identity: string; members: readonly string[] };

/** Who is in the coalition. Made by `createRoster`, which also works out what naming each of them reaches. */
export type Roster = {
  principals: ReadonlyMap<PrincipalId, Principal>;
  byIdentity: ReadonlyMap<string, PrincipalId>;
  groups: ReadonlyMap<string, Group>;
  /** `reach.amber.get(id)`: who may have AMBER because `id` is named. Empty for whoever is not active. */
  reach: Readonly<Record<Tlp, ReadonlyMap<PrincipalId, Audience>>>;
  /** Who may have it because every member is named. */
  everyone: Readonly<Record<Tlp, Audience>>;
  /** Each owner itself and the active persons acting for it, though it may have left. */
  ownSide: ReadonlyMap<PrincipalId, Audience>;
};

const levels: readonly Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** Builds the roster and its indexes. Throws where two principals share an id or an identity. */
export function createRoster(principals: Iterable<Principal>, groups: Iterable<Group> = []): Roster {
  const byId = new Map<PrincipalId, Principal>();
  const byIdentity = new Map<string, PrincipalId>();
  for (const principal of principals) {
    if (byId.has(principal.id) || byIdentity.has(principal.identity)) {
      throw new Error(`Two principals share id ${principal.id} or identity ${principal.identity}`);
    }
    byId.set(principal.id, principal);
    byIdentity.set(principal.identity, principal.id);
  }

  const active = [...byId.values()].filter((principal) => isActive(principal, byId));
  const reach = perLevel((tlp) => reachOfAll(tlp, active, byId));
  const members = active.filter((principal) => principal.kind === 'member');
  const everyone = perLevel((tlp) =>
    members.reduce((all, { id }) => all.union(reach[tlp].get(id) ?? Audience.none), Audience.none),
  );
  const staff = Map.groupBy(
    [...byId.values()].filter((principal) => principal.active),
    (principal) => actsFor(principal),
  );
  const ownSide = new Map(
    [...byId.keys()].map((id) => [id, Audience.of([id, ...(staff.get(id) ?? []).map((person) => person.id)])]),
  );
  return {
    principals: byId,
    byIdentity,
    groups: new Map([...groups].map((group) => [group.identity, group])),
    reach,
    everyone,
    ownSide,
  };
}

/** The member or unit on whose behalf a person reads; nobody for members and units. */
export function actsFor(principal: Principal): PrincipalId | undefined {
  return principal.kind === 'person' ? (principal.unit ?? principal.member) : undefined;
}

/** Active itself, and so are the unit it acts for and the member it belongs to. */
export function isActive(principal: Principal, principals: ReadonlyMap<PrincipalId, Principal>): boolean {
  const above = [principal.member, principal.unit ?? principal.member];
  return principal.active && above.every((id) => principals.get(id)?.active === true);
}

/**
 * Whether `principal` may have what is released at `tlp` to the principal named, `named` being active.
 * Each level reaches no more than the level before it.
 */
export function isReached(
  principal: Principal,
  tlp: Tlp,
  named: Principal,
  principals: ReadonlyMap<PrincipalId, Principal>,
): boolean {
  const belongs =
    principal.id === named.id ||
    (named.kind === 'member' && principal.member === named.id) ||
    (named.kind === 'unit' && actsFor(principal) === named.id);
  if (!belongs) return false;
  if (principal.kind === 'person') {
    if (principal.id === named.id || principal.clearances?.red === true) return true;
    const side = principals.get(actsFor(principal) ?? 0);
    return side !== undefined && isReached(side, tlp, named, principals);
  }
  if (tlp === 'red') return false;
  if (principal.id === named.id || tlp === 'clear' || tlp === 'green') return true;
  if (principal.unitKind === 'internal') return tlp === 'amber' || principal.clearances?.amberStrict === true;
  return tlp === 'amber' && principal.clearances?.amberServed === true;
}

function reachOfAll(
  tlp: Tlp,
  active: readonly Principal[],
  principals: ReadonlyMap<PrincipalId, Principal>,
): ReadonlyMap<PrincipalId, Audience> {
  const ids = new Map<PrincipalId, PrincipalId[]>(active.map(({ id }) => [id, []]));
  for (const principal of active) {
    for (const id of new Set([principal.id, principal.unit ?? principal.member, principal.member])) {
      const named = principals.get(id);
      if (named !== undefined && isReached(principal, tlp, named, principals)) ids.get(id)?.push(principal.id);
    }
  }
  return new Map([...ids].map(([id, reached]) => [id, Audience.of(reached)]));
}

function perLevel<T>(make: (tlp: Tlp) => T): Record<Tlp, T> {
  return Object.fromEntries(levels.map((tlp) => [tlp, make(tlp)])) as Record<Tlp, T>;
}

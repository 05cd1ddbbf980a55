import { actsFor, type Principal, type PrincipalId, type Roster } from './roster.ts';

/**
 * How a list comes to speak of a principal: the ids from the one in the list, through groups, to the one of the
 * principal or of the unit or member it belongs to, `as` what. The shortest way; undefined where there is none.
 */
export type Membership = { through: readonly string[]; as: 'itself' | 'unit' | 'person' };

/** By which names of a list, through which groups, a viewer is on it; undefined where he is not. */
export function membershipIn(list: readonly string[], viewer: PrincipalId, roster: Roster): Membership | undefined {
  const principal = roster.principals.get(viewer);
  if (principal === undefined) return undefined;
  const ways = new Map<string, readonly string[]>(list.map((identity) => [identity, [identity]]));
  // A map goes on to what is added meanwhile, and has each id once: circular groups end.
  for (const [identity, through] of ways) {
    const named = roster.principals.get(roster.byIdentity.get(identity) ?? 0);
    if (named !== undefined) {
      if (isOf(principal, named)) return { through, as: named === principal ? 'itself' : kindUnder(principal) };
      continue;
    }
    for (const member of roster.groups.get(identity)?.members ?? []) {
      if (!ways.has(member)) ways.set(member, [...through, member]);
    }
  }
  return undefined;
}

function isOf(principal: Principal, named: Principal): boolean {
  return [principal.id, actsFor(principal), principal.member].includes(named.id);
}

function kindUnder({ kind }: Principal): 'unit' | 'person' {
  return kind === 'unit' ? 'unit' : 'person';
}

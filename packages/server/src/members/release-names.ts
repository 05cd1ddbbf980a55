import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { knowsUnit } from '../units/policy.ts';
import { addressOf, type UnitStore } from '../units/unit-store.ts';
import type { GroupStore } from './group-store.ts';
import type { MemberStore } from './member-store.ts';

/** Whoever a list can name. */
export type Named =
  | { readonly kind: 'member' | 'unit' | 'person'; readonly identity: string; readonly principal: number }
  | { readonly kind: 'group'; readonly identity: string };

/**
 * The names that people write into lists of release: a member or group by its name, a unit as "Member/Unit", and any of
 * them, or a person, by identity id. Who knows the id of somebody who is not listed has been told it, and may name him.
 */
export type ReleaseNames = {
  find(viewer: Viewer, nameOrIdentity: string): Named | undefined;
  /** The identities of a list. Throws `not-found` for a name that means nobody. */
  identities(viewer: Viewer, list: readonly string[]): string[];
  /** The identity of a principal, by which a list names it. */
  identityOf(principal: number): string;
  /** What the viewer is shown for an identity: the id itself where he need not know who that is. */
  nameOf(viewer: Viewer, identity: string): string;
};

export function createReleaseNames(
  database: Database,
  members: MemberStore,
  groups: GroupStore,
  units: UnitStore,
): ReleaseNames {
  const byIdentity = database.prepare('SELECT principal, kind, identity FROM principal WHERE identity = ?');

  const ofPrincipal = database.prepare('SELECT identity FROM principal WHERE principal = ?');

  const names: ReleaseNames = {
    find(viewer, nameOrIdentity) {
      const member = members.find(nameOrIdentity);
      if (member !== undefined) return { kind: 'member', identity: member.identity, principal: member.member };
      const group = groups.find(nameOrIdentity);
      if (group !== undefined) return { kind: 'group', identity: group.identity };
      const unit = units.find(nameOrIdentity);
      if (unit !== undefined && knowsUnit(viewer, unit)) {
        return { kind: 'unit', identity: unit.identity, principal: unit.unit };
      }
      const row = byIdentity.get(nameOrIdentity);
      if (row === undefined) return undefined;
      const kind = row.kind === 'person' ? 'person' : 'unit';
      return { kind, identity: String(row.identity), principal: Number(row.principal) };
    },
    identities: (viewer, list) =>
      list.map((each) => {
        const found = names.find(viewer, each);
        if (found === undefined) throw new Problem('not-found', `There is no member, unit or group named ${each}.`);
        return found.identity;
      }),
    identityOf: (principal) => String(ofPrincipal.get(principal)?.identity),
    nameOf(viewer, identity) {
      const named = members.find(identity) ?? groups.find(identity);
      if (named !== undefined) return named.name;
      const unit = units.find(identity);
      return unit !== undefined && knowsUnit(viewer, unit) ? addressOf(unit) : identity;
    },
  };
  return names;
}

import type { UnitStore } from '../units/unit-store.ts';
import type { GroupStore } from './group-store.ts';
import type { MemberStore } from './member-store.ts';

/** The members and units that an identity stands for: through groups of groups; a circle of groups adds nothing. */
export type PrincipalsNamed = (identity: string) => readonly number[];

export function createPrincipalsNamed(
  members: Pick<MemberStore, 'find'>,
  groups: Pick<GroupStore, 'find'>,
  units: Pick<UnitStore, 'find'>,
): PrincipalsNamed {
  function principalsOf(identity: string, seen: ReadonlySet<string>): number[] {
    if (seen.has(identity)) return [];
    const member = members.find(identity);
    if (member !== undefined) return [member.member];
    const group = groups.find(identity);
    if (group !== undefined) return group.members.flatMap((each) => principalsOf(each, new Set([...seen, identity])));
    const unit = units.find(identity);
    return unit === undefined ? [] : [unit.unit];
  }
  return (identity) => [...new Set(principalsOf(identity, new Set()))];
}

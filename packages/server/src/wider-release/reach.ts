import type { Viewer } from '../accounts/viewer.ts';
import type { GroupStore } from '../members/group-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import { createPrincipalsNamed } from '../members/principals-named.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { UnitStore } from '../units/unit-store.ts';

/** Whether an object reaches those whom a list names. For its originator's own use: it knows what others have. */
export type Reach = {
  /** Whether a member or unit, or every member of a group, has some of this owner's object. */
  hasAll(identity: string, object: string, owner: number): boolean;
  /** A member or unit as one who reads, and can do nothing else. */
  readerOf(principal: number): Viewer;
};

export function createReach(members: MemberStore, groups: GroupStore, units: UnitStore, reader: ObjectReader): Reach {
  const none = { roles: new Set<never>(), mayWrite: false, credential: 'local', credentialId: 'local' } as const;

  const principalsOf = createPrincipalsNamed(members, groups, units);

  const reach: Reach = {
    readerOf(principal) {
      const unit = units.all().find((each) => each.unit === principal);
      const member = unit?.member ?? principal;
      const { name: memberName } = members.get(member);
      return { principal, member, memberName, ...(unit === undefined ? {} : { unit: principal }), ...none };
    },
    hasAll(identity, object, owner) {
      const principals = principalsOf(identity);
      return (
        principals.length > 0 &&
        principals.every((each) => reader.current(reach.readerOf(each), object)?.owner === owner)
      );
    },
  };
  return reach;
}

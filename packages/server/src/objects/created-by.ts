import type { StixObject } from '@entente/stix';
import type { RosterStore } from '../members/roster-store.ts';
import type { Refusal } from './refusals.ts';

/** The member that the object names as its creator; undefined for a third party, or nobody. */
export function createdBy(object: StixObject, roster: RosterStore): number | undefined {
  const { created_by_ref: creator } = object;
  return identified(object, roster) ?? (typeof creator === 'string' ? memberOf(creator, roster) : undefined);
}

/** The member whose identity, or whose unit's identity, the object is: that is its own, whoever it says wrote it. */
function identified(object: StixObject, roster: RosterStore): number | undefined {
  return object.type === 'identity' ? memberOf(object.id, roster) : undefined;
}

/** The member in whose name an identity speaks: also a unit's. Who a person is, the coalition need not know. */
function memberOf(identity: string, roster: RosterStore): number | undefined {
  const { byIdentity, principals } = roster.current();
  // A UUID is the same in upper case (RFC 4122, section 3), so another way of writing it is no other name.
  const principal = principals.get(byIdentity.get(identity) ?? byIdentity.get(identity.toLowerCase()) ?? 0);
  return principal?.kind === 'person' ? undefined : principal?.member;
}

/** Writing in the name of another member is refused; material of third parties is not. `creator`: see `createdBy`. */
export function othersName(
  object: StixObject,
  creator: number | undefined,
  owner: number,
  roster: RosterStore,
): Refusal | undefined {
  if (creator === undefined || creator === owner) return undefined;
  const isIdentity = identified(object, roster) !== undefined;
  return {
    id: object.id,
    type: object.type,
    path: isIdentity ? 'id' : 'created_by_ref',
    rule: 'not-the-originator',
    section: '3.6',
    message: isIdentity
      ? 'this is the identity of another member; only that member may publish it'
      : `created_by_ref names another member (${object.created_by_ref}); only that member may publish in its name`,
  };
}

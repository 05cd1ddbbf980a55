import type { Viewer } from '../accounts/viewer.ts';
import type { Unit } from './unit-store.ts';

/** Whether the viewer manages the units of a member, on which he needs a credential that may write as well. */
export function managesUnitsOf({ roles, member }: Viewer, of: number): boolean {
  return roles.has('coalition-admin') || (roles.has('member-admin') && member === of);
}

/** Whether the viewer may know that there is this unit. One that is not listed is its member's own business. */
export function knowsUnit(viewer: Viewer, { unit, member, listed }: Pick<Unit, 'unit' | 'member' | 'listed'>): boolean {
  if (listed || managesUnitsOf(viewer, member)) return true;
  return viewer.member === member && (viewer.unit === undefined || viewer.unit === unit);
}

/** Whether the viewer may know what its member has cleared it for. */
export function knowsClearances(viewer: Viewer, { member }: Pick<Unit, 'member'>): boolean {
  return managesUnitsOf(viewer, member) || (viewer.member === member && viewer.unit === undefined);
}

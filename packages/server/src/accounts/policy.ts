import type { Role, Viewer } from './viewer.ts';

/**
 * Who may do what to which account or token. Pure: decides on what it is told, reads nothing.
 * A member admin rules the accounts of its own member that hold no role reaching beyond it; a coalition admin rules all.
 * Nobody changes his own roles, disables himself or resets his own password this way.
 */
export type Subject = { readonly id: string; readonly member: number; readonly roles: ReadonlySet<Role> };

/** Why not; `undefined` is yes. `hidden` must be answered as if there were nothing. */
export type Refusal =
  | 'hidden'
  | 'not-allowed'
  | 'read-only'
  | 'oneself'
  | 'stronger-role'
  | 'last-coalition-admin'
  | 'member-left'
  | 'not-its-member'
  | 'unit-role';

/** Roles that reach beyond one member: only a coalition admin gives them, takes them, or rules who holds them. */
const reachBeyondMember: readonly Role[] = ['coalition-admin', 'auditor'];

const isCoalitionAdmin = (viewer: Viewer) => viewer.roles.has('coalition-admin');
const isAdminOf = (viewer: Viewer, member: number) =>
  isCoalitionAdmin(viewer) || (viewer.roles.has('member-admin') && viewer.member === member);
const reachesBeyond = (roles: ReadonlySet<Role>) => reachBeyondMember.some((role) => roles.has(role));

/** Whether the viewer may list the accounts of a member (auditors may, of every member). */
export function mayListAccounts(viewer: Viewer, member: number): boolean {
  return isAdminOf(viewer, member) || viewer.roles.has('auditor');
}

/** For an account of this member with these roles; undefined where it may be added. */
export function refuseAddAccount(viewer: Viewer, member: number, roles: ReadonlySet<Role>): Refusal | undefined {
  if (!isAdminOf(viewer, member)) return 'not-allowed';
  if (!viewer.mayWrite) return 'read-only';
  if (reachesBeyond(roles) && !isCoalitionAdmin(viewer)) return 'stronger-role';
  return undefined;
}

/** For disabling, enabling, resetting the password and, with `newRoles`, changing the roles. */
export function refuseChangeAccount(
  viewer: Viewer,
  subject: Subject,
  newRoles?: ReadonlySet<Role>,
): Refusal | undefined {
  if (!mayListAccounts(viewer, subject.member)) return 'hidden';
  if (!isAdminOf(viewer, subject.member)) return 'not-allowed';
  if (!viewer.mayWrite) return 'read-only';
  if (viewer.account?.id === subject.id) return 'oneself';
  const beyond = reachesBeyond(subject.roles) || (newRoles !== undefined && reachesBeyond(newRoles));
  return beyond && !isCoalitionAdmin(viewer) ? 'stronger-role' : undefined;
}

/** For RED a member appoints its own people, by its own admin; that nobody appoints himself, `oneself` sees to. */
export function refuseAppointment(viewer: Viewer, member: number): Refusal | undefined {
  return viewer.roles.has('member-admin') && viewer.member === member ? undefined : 'not-its-member';
}

/** Who acts for a unit reads and publishes; he administers and releases nothing of its member. */
export function refuseUnitRoles(roles: ReadonlySet<Role>): Refusal | undefined {
  return [...roles].every((role) => role === 'reader' || role === 'analyst') ? undefined : 'unit-role';
}

/** Somebody must be left who can administer the coalition. `others`: enabled coalition admins besides the subject. */
export function refuseLosingAdmin(
  subject: Subject,
  after: { roles: ReadonlySet<Role>; disabled: boolean },
  others: number,
) {
  const loses = subject.roles.has('coalition-admin') && (after.disabled || !after.roles.has('coalition-admin'));
  return loses && others === 0 ? ('last-coalition-admin' as const) : undefined;
}

/** A token of the member needs its admin; a personal one only the person, whose roles it carries. */
export function refuseCreateToken(
  viewer: Viewer,
  token: { readonly member: number; readonly account?: string | undefined },
): Refusal | undefined {
  const allowed = token.account === undefined ? isAdminOf(viewer, token.member) : viewer.account?.id === token.account;
  if (!allowed) return 'not-allowed';
  return viewer.mayWrite ? undefined : 'read-only';
}

export type TokenSubject = { readonly member: number; readonly owner?: Subject | undefined };

/** Those who administer its member, and whose own it is. */
export function mayListToken(viewer: Viewer, token: TokenSubject): boolean {
  return isAdminOf(viewer, token.member) || (token.owner !== undefined && token.owner.id === viewer.account?.id);
}

/** Undefined where it may be revoked; `hidden` where the viewer may not know of it. */
export function refuseRevokeToken(viewer: Viewer, token: TokenSubject): Refusal | undefined {
  if (!mayListToken(viewer, token)) return 'hidden';
  if (!viewer.mayWrite) return 'read-only';
  if (token.owner === undefined || token.owner.id === viewer.account?.id) return undefined;
  return reachesBeyond(token.owner.roles) && !isCoalitionAdmin(viewer) ? 'stronger-role' : undefined;
}

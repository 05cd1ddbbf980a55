import { actsFor, type Viewer } from '../accounts/viewer.ts';
import { tokenOf } from './recorder.ts';

/** What of the log somebody may read: all of it, or the entries found by one subject. */
export type Scope = { readonly isAll: true } | { readonly isAll: false; readonly subject: string };

/**
 * Auditors and coalition admins read everything; a member admin what is about the own member; everybody else what is
 * about himself. Whoever acts for a unit is no more than himself.
 */
export function scopeOf(viewer: Viewer, identityOf: (member: number) => string): Scope {
  const { roles, member, unit, account } = viewer;
  if (unit === undefined) {
    if (roles.has('auditor') || roles.has('coalition-admin')) return { isAll: true };
    if (roles.has('member-admin')) return { isAll: false, subject: `m:${identityOf(member)}` };
  }
  if (account !== undefined) return { isAll: false, subject: `a:${account.id}` };
  return { isAll: false, subject: `t:${tokenOf(viewer)}` };
}

/** Whether somebody may ask about all who have, or had, what this member owns. */
export function mayAskAboutWorkOf(viewer: Viewer, scope: Scope, owner: number): boolean {
  return scope.isAll || actsFor(viewer, owner);
}

/** Whether somebody may ask what this person did. */
export function mayAskAboutPerson(
  viewer: Viewer,
  scope: Scope,
  person: { readonly id: string; readonly member: number },
): boolean {
  if (scope.isAll || viewer.account?.id === person.id) return true;
  return scope.subject.startsWith('m:') && viewer.member === person.member;
}

/** Whether somebody may ask what this member got, by whoever acts for it. */
export function mayAskAboutMember(viewer: Viewer, scope: Scope, member: number): boolean {
  return scope.isAll || (scope.subject.startsWith('m:') && viewer.member === member);
}

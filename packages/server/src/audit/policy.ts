import { actsFor, type Viewer } from '../accounts/viewer.ts';
import { type AuditKind, auditKindGroups } from './audit-kinds.ts';
import { tokenOf } from './recorder.ts';

/** What of the log somebody may read: all of it, or the entries found by one subject, and beside them some kinds. */
export type Scope =
  | { readonly isAll: true }
  | { readonly isAll: false; readonly subject: string; readonly kinds?: readonly AuditKind[] };

/** What coalition admins decide or answer for: who takes part, who may come in, and the node itself. No objects. */
const administration: readonly AuditKind[] = [
  ...auditKindGroups.membership,
  ...auditKindGroups.signIns,
  ...auditKindGroups.accounts,
  ...auditKindGroups.node,
];

/** Auditors, and nobody else: the log names objects that are not released to their own member. */
export function readsWholeLog({ roles, unit }: Viewer): boolean {
  return unit === undefined && roles.has('auditor');
}

/**
 * Auditors read everything; admins what is about their own member, those of the coalition also what they administer;
 * everybody else what is about himself. Whoever acts for a unit is no more than himself.
 */
export function scopeOf(viewer: Viewer, identityOf: (member: number) => string): Scope {
  const { roles, member, unit, account } = viewer;
  if (readsWholeLog(viewer)) return { isAll: true };
  if (unit === undefined && (roles.has('coalition-admin') || roles.has('member-admin'))) {
    const subject = `m:${identityOf(member)}`;
    return { isAll: false, subject, ...(roles.has('coalition-admin') ? { kinds: administration } : {}) };
  }
  if (account !== undefined) return { isAll: false, subject: `a:${account.id}` };
  return { isAll: false, subject: `t:${tokenOf(viewer)}` };
}

/** Whether every account and unit may be named to him: to who administers them all, and to who audits. */
export function knowsEverybody(scope: Scope): boolean {
  return scope.isAll || scope.kinds !== undefined;
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

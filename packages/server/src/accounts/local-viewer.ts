import type { MemberStore } from '../members/member-store.ts';
import type { Role, Viewer } from './viewer.ts';

/** Acts for a member, by its number; without roles: with all of them. */
export type LocalViewer = (member: number, roles?: readonly Role[]) => Viewer;

/** Whoever sits at the machine and works on the data folder, acting for a member. */
export function createLocalViewer(members: Pick<MemberStore, 'get'>): LocalViewer {
  return (member, roles = everyRole) => ({
    principal: member,
    member,
    memberName: members.get(member).name,
    roles: new Set(roles),
    mayWrite: true,
    credential: 'local',
    credentialId: 'local',
  });
}

const everyRole: readonly Role[] = ['analyst', 'release-officer', 'member-admin', 'coalition-admin', 'auditor'];

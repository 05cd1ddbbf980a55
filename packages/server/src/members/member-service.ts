import { randomUUID } from 'node:crypto';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { ChangeRoster } from './change-roster.ts';
import type { GroupStore, ReleaseGroup } from './group-store.ts';
import type { IdentityObjects } from './identity-objects.ts';
import type { Member, MemberStore } from './member-store.ts';
import type { ReleaseNames } from './release-names.ts';
import type { RosterStore } from './roster-store.ts';

export type NewMember = Omit<Member, 'member' | 'identity' | 'joined' | 'left'> & {
  readonly identity?: string;
  readonly joined?: string;
};

/** Who is in the coalition. Refusals: `not-allowed`, `not-found`, `conflict`. */
export type MemberService = {
  /** Publishes the identity of the first member, which nobody could add. */
  introduce(member: Member): Promise<void>;
  add(viewer: Viewer, member: NewMember): Promise<Member>;
  /** All of them or none. */
  addAll(viewer: Viewer, members: readonly NewMember[]): Promise<readonly Member[]>;
  /** From now on nothing reaches it any more, and its accounts and tokens end. What it contributed stays. */
  remove(viewer: Viewer, nameOrIdentity: string): Promise<Member>;
  /** Makes a group, or changes who is in it, as `ReleaseNames` has them; groups may hold groups. */
  putGroup(
    viewer: Viewer,
    group: { name: string; members: readonly string[]; identity?: string },
  ): Promise<ReleaseGroup>;
};

type Parts = {
  readonly members: MemberStore;
  readonly groups: GroupStore;
  readonly names: ReleaseNames;
  readonly roster: RosterStore;
  /** Follows at once where this node may sign alone; else members change by proposals only. */
  readonly signedRoster: Pick<SignedRoster, 'mustChangeAlone' | 'follow'>;
  readonly identities: IdentityObjects;
  readonly changeRoster: ChangeRoster;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly now: () => string;
  readonly forgetMember: (member: number) => void;
  /** Ends what could act for it. In the transaction in which it leaves. */
  readonly endMember: (member: number, left: string) => void;
};

export function createMemberService(parts: Parts): MemberService {
  const { members, groups, names, roster, signedRoster, identities, changeRoster, queue, record, now } = parts;

  function mustBeCoalitionAdmin({ roles, mayWrite }: Viewer): void {
    if (!roles.has('coalition-admin') || !mayWrite) {
      throw new Problem('not-allowed', 'Only an administrator of the coalition may change who is in it.');
    }
  }

  function addOne({ name, identity = `identity--${randomUUID()}`, joined, ...facts }: NewMember): Member {
    if ((members.find(name) ?? groups.find(name)) !== undefined) {
      throw new Problem('conflict', `There is a member or group named ${name} already.`);
    }
    return members.add({ name, identity, joined: joined ?? now().slice(0, 10), ...facts });
  }

  /** Who is in it now, and who came and went: those see the entry. */
  function recordGroup(viewer: Viewer, { identity, members: after }: ReleaseGroup, before: readonly string[]): void {
    const added = after.filter((each) => !before.includes(each));
    const removed = before.filter((each) => !after.includes(each));
    const concerned = [...added, ...removed].flatMap((each) => members.find(each)?.member ?? []);
    record({ kind: 'group-changed', members: concerned, subjects: [identity], detail: { added, removed } }, viewer);
  }

  const service: MemberService = {
    introduce: (member) => queue.run(() => identities.publish(member)),
    async add(viewer, member) {
      const [added] = await service.addAll(viewer, [member]);
      return added as Member;
    },
    async addAll(viewer, joining) {
      mustBeCoalitionAdmin(viewer);
      signedRoster.mustChangeAlone();
      const joined = await changeRoster(() => {
        const added = joining.map(addOne);
        roster.changed();
        for (const member of added) {
          record({ kind: 'member-joined', members: [member.member] }, viewer);
          identities.publish(member);
        }
        return { result: added, concerns: 'everybody' };
      });
      await signedRoster.follow();
      return joined;
    },
    async remove(viewer, nameOrIdentity) {
      mustBeCoalitionAdmin(viewer);
      signedRoster.mustChangeAlone();
      const found = members.find(nameOrIdentity);
      if (found === undefined || found.left !== undefined) {
        throw new Problem('not-found', `There is no member named ${nameOrIdentity}.`);
      }
      if (found.member === viewer.member)
        throw new Problem('conflict', 'An administrator cannot remove its own member.');
      await changeRoster(() => {
        const left = now().slice(0, 10);
        members.setLeft(found.member, left);
        parts.endMember(found.member, left);
        record({ kind: 'member-left', members: [found.member] }, viewer);
        return { result: undefined, concerns: 'everybody' };
      });
      parts.forgetMember(found.member);
      await signedRoster.follow();
      return members.get(found.member);
    },
    async putGroup(viewer, { name, members: listed, identity }) {
      mustBeCoalitionAdmin(viewer);
      const known = groups.find(identity ?? name);
      if (known === undefined && members.find(name) !== undefined) {
        throw new Problem('conflict', `There is a member named ${name}; a group needs a name of its own.`);
      }
      const group: ReleaseGroup = {
        name,
        identity: known?.identity ?? identity ?? `identity--${randomUUID()}`,
        members: names.identities(viewer, listed),
      };
      return changeRoster(() => {
        groups.put(group);
        recordGroup(viewer, group, known?.members ?? []);
        return { result: group, concerns: 'everybody' };
      });
    },
  };
  return service;
}

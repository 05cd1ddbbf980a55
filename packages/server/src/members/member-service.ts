import { randomUUID } from 'node:crypto';
import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectWriter } from '../objects/object-writer.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { GroupStore, ReleaseGroup } from './group-store.ts';
import type { Member, MemberStore } from './member-store.ts';
import type { RosterStore } from './roster-store.ts';

/** Alias of the collection that holds what everybody needs: the identities of members. */
export const coalitionCollection = 'coalition';

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
  /** Makes a group, or changes who is in it. Members by name or identity id; groups may hold groups. */
  putGroup(
    viewer: Viewer,
    group: { name: string; members: readonly string[]; identity?: string },
  ): Promise<ReleaseGroup>;
};

type Parts = {
  readonly members: MemberStore;
  readonly groups: GroupStore;
  readonly roster: RosterStore;
  readonly terms: TermsStore;
  readonly collections: CollectionStore;
  readonly writer: ObjectWriter;
  readonly queue: WriteQueue;
  readonly catchUps: CatchUpJobs;
  readonly now: () => string;
  readonly forgetMember: (member: number) => void;
};

export function createMemberService(parts: Parts): MemberService {
  const { members, groups, roster, terms, collections, writer, queue, catchUps, now } = parts;

  function mustBeCoalitionAdmin({ roles, mayWrite }: Viewer): void {
    if (!roles.has('coalition-admin') || !mayWrite) {
      throw new Problem('not-allowed', 'Only an administrator of the coalition may change who is in it.');
    }
  }

  /** What a name in a list means. Throws `not-found` naming it. */
  function identityOf(nameOrIdentity: string): string {
    const found = members.find(nameOrIdentity) ?? groups.find(nameOrIdentity);
    if (found === undefined) {
      throw new Problem('not-found', `There is no member or group named ${nameOrIdentity}.`);
    }
    return found.identity;
  }

  /** What everything that the member publishes will refer to. */
  function publishIdentity(member: Member): void {
    const collection = collections.find(coalitionCollection);
    if (collection === undefined) return;
    const value = identityObject(member, now());
    const { outcomes } = writer.write(member.member, collection, [
      { bytes: Buffer.from(JSON.stringify(value)), value },
    ]);
    const [outcome] = outcomes;
    if (outcome?.state === 'refused') {
      throw new Problem('invalid', `The identity of ${member.name} is refused.`, { refusals: outcome.refusals });
    }
  }

  function addOne({ name, identity = `identity--${randomUUID()}`, joined, ...facts }: NewMember): Member {
    if ((members.find(name) ?? groups.find(name)) !== undefined) {
      throw new Problem('conflict', `There is a member or group named ${name} already.`);
    }
    return members.add({ name, identity, joined: joined ?? now().slice(0, 10), ...facts });
  }

  const service: MemberService = {
    introduce: (member) => queue.run(() => publishIdentity(member)),
    async add(viewer, member) {
      const [added] = await service.addAll(viewer, [member]);
      return added as Member;
    },
    async addAll(viewer, joining) {
      mustBeCoalitionAdmin(viewer);
      const { added, gains } = await queue.run(() => {
        const added = joining.map(addOne);
        roster.changed();
        for (const member of added) publishIdentity(member);
        return { added, gains: terms.reevaluate() };
      });
      catchUps.start(gains);
      return added;
    },
    async remove(viewer, nameOrIdentity) {
      mustBeCoalitionAdmin(viewer);
      const found = members.find(nameOrIdentity);
      if (found === undefined || found.left !== undefined) {
        throw new Problem('not-found', `There is no member named ${nameOrIdentity}.`);
      }
      if (found.member === viewer.member)
        throw new Problem('conflict', 'An administrator cannot remove its own member.');
      await queue.run(() => {
        members.setLeft(found.member, now().slice(0, 10));
        roster.changed();
        terms.reevaluate();
      });
      parts.forgetMember(found.member);
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
        members: listed.map(identityOf),
      };
      const gains = await queue.run(() => {
        groups.put(group);
        roster.changed();
        return terms.reevaluate();
      });
      catchUps.start(gains);
      return group;
    },
  };
  return service;
}

/** A member as a STIX identity (section 4.5). */
function identityObject({ identity, name, kind, region, about }: Member, now: string) {
  return {
    type: 'identity',
    spec_version: '2.1',
    id: identity,
    created: now,
    modified: now,
    name,
    ...(about === undefined ? {} : { description: about }),
    identity_class: 'organization',
    ...(kind === 'country' ? { sectors: ['government'] } : {}),
    labels: [kind],
    ...(region === undefined ? {} : { x_entente_region: region }),
  };
}

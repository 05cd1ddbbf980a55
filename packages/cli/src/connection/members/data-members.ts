import {
  type Core,
  collectionMessage,
  groupMessage,
  memberMessage,
  newUnitMessage,
  readMessage,
  unitChangeMessage,
  unitMessage,
} from '@entente/server';
import type { Collection, Group, Member } from '@entente/server/api-types';
import type { DataViewers } from '../data-viewers.ts';
import { present } from '../present.ts';
import type { MemberSource } from './member-source.ts';

/** Members, units, groups and collections of a data folder. */
export function createDataMembers(core: Core, { viewer, viewerOf }: DataViewers): MemberSource {
  const { group, collection } = createMessages(core, viewer);
  const unit = (row: ReturnType<Core['units']['get']>) => unitMessage(viewer, row, core.memberRefs);

  return {
    members: async () => core.members.all().map(memberOf),
    async addMember(wanted) {
      return memberOf(await core.memberService.add(viewer, present(readMessage(memberMessage, wanted))));
    },
    async removeMember(nameOrId) {
      await core.memberService.remove(viewer, nameOrId);
    },
    leavingTerms: async (name) => ({ contributions: core.recall.leavingTerms.of(viewerOf(name).member) }),
    async setLeavingTerms(name, { contributions }) {
      const own = viewerOf(name);
      await core.recall.setLeavingTerms(own, own.member, contributions);
      return { contributions };
    },
    units: async (of) => core.unitService.list(viewer, of).map(unit),
    async addUnit(of, wanted) {
      return unit(await core.unitService.add(viewer, of, readMessage(newUnitMessage, wanted)));
    },
    async changeUnit(named, change) {
      return unit(await core.unitService.change(viewer, named, readMessage(unitChangeMessage, change)));
    },
    groups: async () => core.groups.all().map(group),
    async putGroup(wanted) {
      return group(await core.memberService.putGroup(viewer, readMessage(groupMessage, wanted)));
    },
    collections: async () => core.collections.all().map(collection),
    async addCollection(wanted) {
      const { unmarked, ...rest } = readMessage(collectionMessage, wanted);
      return collection(await core.collectionService.add(viewer, { ...rest, unmarked: unmarked ?? undefined }));
    },
  };
}

function memberOf({ member: _, identity, ...facts }: ReturnType<Core['members']['get']>): Member {
  return { id: identity, ...facts };
}

/** What the API would answer for rows of the store. */
function createMessages(core: Core, viewer: DataViewers['viewer']) {
  const referTo = (members: 'all' | readonly number[]) =>
    members === 'all' ? 'all' : members.map((member) => core.memberRefs.of(member));
  return {
    group: ({ name, identity, members }: ReturnType<Core['groups']['all']>[number]): Group => ({
      id: identity,
      name,
      members: members.map((id) => ({ id, name: core.names.nameOf(viewer, id) })),
    }),
    collection(row: ReturnType<Core['collections']['get']>): Collection {
      const { collection: _, owner, readers, writers, unmarked, ...facts } = row;
      return {
        ...facts,
        owner: core.memberRefs.of(owner),
        unmarked: unmarked ?? null,
        mayRead: true,
        mayWrite: true,
        readers: referTo(readers),
        writers: referTo(writers),
      };
    },
  };
}

import type { Collection, Group, LeavingTerms, Member, Unit } from '@entente/server/api-types';
import { Failure } from '../../failure.ts';
import type { ApiClient } from '../api-client.ts';
import { isSame } from '../server-api.ts';
import type { MemberSource } from './member-source.ts';

/** Members, units, groups and collections of a running server. */
export function createServerMembers(api: ApiClient): MemberSource {
  const pathOf = (member: string): string => `/members/${encodeURIComponent(member)}`;
  const members = async () => (await api.get<{ members: Member[] }>('/members')).members;
  const groups = async () => (await api.get<{ groups: Group[] }>('/groups')).groups;

  return {
    members,
    addMember: (member) => api.send<Member>('POST', '/members', member),
    async removeMember(nameOrId) {
      const found = (await members()).find(({ id, name }) => id === nameOrId || isSame(name, nameOrId));
      if (found === undefined) throw new Failure(`there is no member named ${nameOrId}`);
      await api.send('DELETE', pathOf(found.id));
    },
    leavingTerms: (member) => api.get<LeavingTerms>(`${pathOf(member)}/leaving`),
    setLeavingTerms: (member, terms) => api.send<LeavingTerms>('PUT', `${pathOf(member)}/leaving`, terms),
    async units(member) {
      const path = member === undefined ? '/units' : `${pathOf(member)}/units`;
      return (await api.get<{ units: Unit[] }>(path)).units;
    },
    addUnit: (member, unit) => api.send<Unit>('POST', `${pathOf(member)}/units`, unit),
    changeUnit: (named, change) => api.send<Unit>('PATCH', `/units/${encodeURIComponent(named)}`, change),
    groups,
    async putGroup(group) {
      const known = (await groups()).find(({ name }) => isSame(name, group.name));
      return known === undefined
        ? api.send<Group>('POST', '/groups', group)
        : api.send<Group>('PUT', `/groups/${known.id}`, group);
    },
    collections: async () => (await api.get<{ collections: Collection[] }>('/collections')).collections,
    addCollection: (collection) => api.send<Collection>('POST', '/collections', collection),
  };
}

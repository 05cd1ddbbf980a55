import { useQuery } from '@tanstack/react-query';
import { groupsQuery, membersQuery } from './members.ts';
import { useMe } from './session.ts';

/** Whom something can be released to by name: the groups, and every present member but one's own. */
export function useReleaseOptions(): { id: string; name: string; note?: string }[] {
  const me = useMe();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const others = members.filter((member) => member.id !== me?.member.id && !member.left);
  return [
    ...groups.map(({ id, name }) => ({ id, name, note: 'group' })),
    ...others.map(({ id, name }) => ({ id, name })),
  ];
}

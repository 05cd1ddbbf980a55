import { useQuery } from '@tanstack/react-query';
import { groupsQuery, membersQuery } from './members.ts';
import { useMe } from './session.ts';
import { unitsQuery } from './units.ts';

/** Whom something can be released to by name: groups, every present member but one's own, and the units one knows of. */
export function useReleaseOptions(): { id: string; name: string; note?: string }[] {
  const me = useMe();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const others = members.filter((member) => member.id !== me?.member.id && !member.left);
  return [
    ...groups.map(({ id, name }) => ({ id, name, note: 'group' })),
    ...others.map(({ id, name }) => ({ id, name })),
    ...units.filter(({ closed }) => !closed).map(({ id, address }) => ({ id, name: address, note: 'unit' })),
  ];
}

import { useQuery } from '@tanstack/react-query';
import type { NameOption } from '../ui/name-picker.tsx';
import { groupsQuery, membersQuery } from './members.ts';
import { useMe } from './session.ts';
import { unitsQuery } from './units.ts';

/**
 * Whom something can be released to by name: groups, every present member but one's own, and the units one knows of.
 * Others are there for their names alone, since terms of an older version may list them.
 */
export function useReleaseOptions(): NameOption[] {
  const me = useMe();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  return [
    ...groups.map(({ id, name }) => ({ id, name, note: 'group' })),
    ...members.map(({ id, name, left }) => ({ id, name, retained: id === me?.member.id || left !== undefined })),
    ...units.map(({ id, address, closed }) => ({ id, name: address, note: 'unit', retained: closed !== undefined })),
  ];
}

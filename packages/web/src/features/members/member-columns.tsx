import type { Member } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../lib/format-number.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

export const memberColumns: Column<Member>[] = [
  {
    id: 'name',
    header: 'Name',
    accessorFn: (member) => member.name,
    sortFn: 'text',
    cell: ({ row: { original: member } }) => (
      <span className="flex items-center gap-2">
        <Link
          to="/members/$id"
          params={{ id: member.id }}
          data-row-link=""
          className="font-medium hover:text-accent hover:underline"
        >
          <SafeText>{member.name}</SafeText>
        </Link>
        {member.left && <Badge tone="warn">Left</Badge>}
      </span>
    ),
  },
  { id: 'kind', header: 'Kind', accessorFn: (member) => member.kind, sortFn: 'text' },
  {
    id: 'region',
    header: 'Region',
    accessorFn: (member) => member.region ?? '',
    sortFn: 'text',
    cell: ({ row }) => row.original.region && <SafeText>{row.original.region}</SafeText>,
  },
  {
    id: 'objects',
    header: 'Objects you see',
    accessorFn: (member) => member.objects ?? 0,
    cell: ({ row }) => <span className="tabular">{formatCount(row.original.objects ?? 0)}</span>,
  },
  {
    id: 'joined',
    header: 'Joined',
    accessorFn: (member) => member.joined,
    sortFn: 'text',
    cell: ({ row }) => <Time value={row.original.joined} form="date" />,
  },
];

import type { OperatorReport } from '@entente/server/api-types';
import { formatBytes } from '../../lib/format-number.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Time } from '../../ui/time.tsx';

export const backupColumns: Column<OperatorReport['backups'][number]>[] = [
  {
    id: 'name',
    header: 'File',
    accessorFn: (backup) => backup.name,
    sortFn: 'text',
    cell: ({ row }) => <code className="font-mono text-xs">{row.original.name}</code>,
  },
  {
    id: 'created',
    header: 'Made',
    accessorFn: (backup) => backup.created,
    sortFn: 'text',
    cell: ({ row }) => <Time value={row.original.created} form="full" />,
  },
  {
    id: 'size',
    header: 'Size',
    accessorFn: (backup) => backup.size,
    cell: ({ row }) => <span className="tabular">{formatBytes(row.original.size)}</span>,
  },
];

import type { Token } from '@entente/server/api-types';
import { plainText } from '../../lib/hostile-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

/** The columns of the table of tokens; `onRevoke` gets the id of the one to end. */
export function tokenColumns(onRevoke: (id: string) => void): Column<Token>[] {
  return [
    {
      id: 'label',
      header: 'For',
      accessorFn: (token) => token.label,
      sortFn: 'text',
      cell: ({ row }) => <SafeText className="font-medium">{row.original.label}</SafeText>,
    },
    {
      id: 'member',
      header: 'Acts for',
      accessorFn: (token) => token.member.name,
      sortFn: 'text',
      cell: ({ row: { original: token } }) => (
        <SafeText>{token.personal ? (token.account?.email ?? 'a person') : token.member.name}</SafeText>
      ),
    },
    {
      id: 'write',
      header: 'May',
      accessorFn: (token) => (token.write ? 1 : 0),
      cell: ({ row }) => (row.original.write ? <Badge tone="warn">read and write</Badge> : <Badge>read</Badge>),
    },
    {
      id: 'expires',
      header: 'Expires',
      accessorFn: (token) => token.expires,
      sortFn: 'text',
      cell: ({ row }) => <Time value={row.original.expires} form="date" />,
    },
    {
      id: 'lastUsed',
      header: 'Last used',
      accessorFn: (token) => token.lastUsed ?? '',
      sortFn: 'text',
      cell: ({ row }) =>
        row.original.lastUsed ? <Time value={row.original.lastUsed} /> : <span className="text-ink-faint">never</span>,
    },
    {
      id: 'revoke',
      header: () => <span className="sr-only">End it</span>,
      enableSorting: false,
      cell: ({ row }) => (
        <Button
          size="sm"
          aria-label={`Revoke ${plainText(row.original.label)}`}
          onClick={() => onRevoke(row.original.id)}
        >
          Revoke
        </Button>
      ),
    },
  ];
}

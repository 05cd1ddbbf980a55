import type { Account } from '@entente/server/api-types';
import { plainText } from '../../lib/hostile-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { roleLabel } from './role-names.ts';

export function accountColumns(onChange: (account: Account) => void): Column<Account>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      accessorFn: (account) => account.name,
      sortFn: 'text',
      cell: ({ row: { original: account } }) => (
        <>
          <SafeText className="font-medium">{account.name}</SafeText>
          <span className="block text-xs text-ink-faint">
            <SafeText>{account.email}</SafeText>
          </span>
        </>
      ),
    },
    {
      id: 'member',
      header: 'Acts for',
      accessorFn: (account) => (account.unit ?? account.member).name,
      sortFn: 'text',
      cell: ({ row }) => <SafeText>{(row.original.unit ?? row.original.member).name}</SafeText>,
    },
    {
      id: 'roles',
      header: 'Roles',
      enableSorting: false,
      cell: ({ row: { original: account } }) =>
        [...account.roles.map(roleLabel), ...(account.clearedForRed ? ['appointed for RED'] : [])].join(', '),
    },
    {
      id: 'state',
      header: 'State',
      accessorFn: (account) => (account.disabled ? 1 : 0),
      cell: ({ row }) =>
        row.original.disabled ? <Badge tone="danger">Disabled</Badge> : <Badge tone="good">Active</Badge>,
    },
    {
      id: 'lastSignIn',
      header: 'Last signed in',
      accessorFn: (account) => account.lastSignIn ?? '',
      sortFn: 'text',
      cell: ({ row }) =>
        row.original.lastSignIn ? (
          <Time value={row.original.lastSignIn} />
        ) : (
          <span className="text-ink-faint">never</span>
        ),
    },
    {
      id: 'change',
      header: () => <span className="sr-only">Change</span>,
      enableSorting: false,
      cell: ({ row }) => (
        <Button size="sm" aria-label={`Change ${plainText(row.original.name)}`} onClick={() => onChange(row.original)}>
          Change
        </Button>
      ),
    },
  ];
}

import type { Unit } from '@entente/server/api-types';
import { plainText } from '../../lib/hostile-text.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** The narrowest level at which a unit has what its member has. */
function narrowest({ kind, amber, amberStrict }: Unit): 'amber+strict' | 'amber' | 'green' {
  if (kind === 'internal') return amberStrict ? 'amber+strict' : 'amber';
  return amber ? 'amber' : 'green';
}

export function unitColumns(onChange: (unit: Unit) => void): Column<Unit>[] {
  return [
    {
      id: 'address',
      header: 'Unit',
      accessorFn: (unit) => unit.address,
      sortFn: 'text',
      cell: ({ row: { original: unit } }) => (
        <>
          <SafeText className="font-medium">{unit.address}</SafeText>
          {unit.about && (
            <span className="block text-xs text-ink-faint">
              <SafeText>{unit.about}</SafeText>
            </span>
          )}
        </>
      ),
    },
    { id: 'kind', header: 'Kind', accessorFn: (unit) => unit.kind, sortFn: 'text' },
    {
      id: 'level',
      header: 'Down to',
      enableSorting: false,
      cell: ({ row }) => <TlpLabel level={narrowest(row.original)} />,
    },
    {
      id: 'listed',
      header: 'Known to',
      accessorFn: (unit) => (unit.listed ? 'the coalition' : 'its member'),
      sortFn: 'text',
    },
    {
      id: 'state',
      header: 'State',
      accessorFn: (unit) => (unit.closed ? 1 : 0),
      cell: ({ row }) => (row.original.closed ? <Badge>Closed</Badge> : <Badge tone="good">Open</Badge>),
    },
    {
      id: 'change',
      header: () => <span className="sr-only">Change</span>,
      enableSorting: false,
      cell: ({ row: { original: unit } }) =>
        unit.closed ? null : (
          <Button size="sm" aria-label={`Change ${plainText(unit.address)}`} onClick={() => onChange(unit)}>
            Change
          </Button>
        ),
    },
  ];
}

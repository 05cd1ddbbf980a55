import type { Roster } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

type Member = Roster['members'][number];
export type KeyRow = Member['keys'][number] & {
  readonly member: string;
  readonly node: string;
  readonly left?: string;
};

/** One row a key; a member without one has none. */
export function keyRows(members: readonly Member[]): KeyRow[] {
  return members.flatMap(({ name, node = '', left, keys }) =>
    keys.map((key) => ({ ...key, member: name, node, ...(left === undefined ? {} : { left }) })),
  );
}

const states = {
  valid: <Badge tone="good">✓ Valid</Badge>,
  'not-yet-valid': <Badge>◷ Not yet valid</Badge>,
  ended: <Badge>◼ Rotated</Badge>,
  revoked: <Badge tone="danger">✕ Revoked</Badge>,
};

export const keyColumns: Column<KeyRow>[] = [
  {
    header: 'Member',
    accessorKey: 'member',
    cell: ({ row: { original } }) => (
      <>
        <SafeText>{original.member}</SafeText>
        {original.left && <span className="ml-2 text-xs text-ink-faint">left {original.left}</span>}
      </>
    ),
  },
  { header: 'Key', accessorKey: 'state', cell: ({ row: { original } }) => states[original.state] },
  {
    header: 'Since',
    id: 'since',
    accessorFn: ({ revoked, until, from }) => revoked ?? until ?? from,
    cell: ({ row: { original } }) => <Time value={original.revoked ?? original.until ?? original.from} form="date" />,
  },
  { header: 'Hosted by', accessorKey: 'node', cell: ({ row: { original } }) => <SafeText>{original.node}</SafeText> },
  {
    header: 'Fingerprint',
    accessorKey: 'fingerprint',
    enableSorting: false,
    cell: ({ row: { original } }) => <Fingerprint small value={original.fingerprint} />,
  },
];

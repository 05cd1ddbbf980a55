import type { Unit } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useMe } from '../../api/session.ts';
import { unitsQuery } from '../../api/units.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { ChangeUnitDialog } from './change-unit-dialog.tsx';
import { NewUnitDialog } from './new-unit-dialog.tsx';
import { unitColumns } from './unit-columns.tsx';

/** The units that this admin looks after, and down to which level each has what its member has. */
export function UnitsTab() {
  const me = useMe();
  const units = useQuery(unitsQuery);
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState<Unit>();
  const columns = useMemo(() => unitColumns(setChanged), []);
  const isMine = ({ member }: Unit) => me?.roles.includes('coalition-admin') || member.id === me?.member.id;
  const add = me?.mayWrite && (
    <Button tone="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> New unit
    </Button>
  );
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="max-w-2xl text-sm text-ink-soft">
          A unit is part of a member’s organisation, or a client that it serves, such as a city police. Its people sign
          in with accounts of their own, under Accounts.
        </p>
        {add}
      </div>
      <QueryState query={units} lines={6}>
        {(all) => {
          const rows = all.filter(isMine);
          return rows.length === 0 ? (
            <EmptyState title="No units">Add those who work with what your member has.</EmptyState>
          ) : (
            <DataTable caption="Units" columns={columns} rows={rows} rowId={(unit) => unit.id} />
          );
        }}
      </QueryState>
      {adding && <NewUnitDialog onClose={() => setAdding(false)} />}
      {changed && <ChangeUnitDialog unit={changed} onClose={() => setChanged(undefined)} />}
    </div>
  );
}

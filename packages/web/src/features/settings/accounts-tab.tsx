import type { Account } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { accountsQuery } from '../../api/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { accountColumns } from './account-columns.tsx';
import { ChangeAccountDialog } from './change-account-dialog.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';

/** The accounts that this admin looks after. */
export function AccountsTab() {
  const accounts = useQuery(accountsQuery);
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState<Account>();
  const columns = useMemo(() => accountColumns(setChanged), []);
  return (
    <div className="space-y-4">
      <div className="flex justify-end">
        <Button tone="primary" onClick={() => setAdding(true)}>
          <Icon name="plus" /> New account
        </Button>
      </div>
      <QueryState query={accounts} lines={6}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No accounts">Make one for each person; accounts are not shared.</EmptyState>
          ) : (
            <DataTable caption="Accounts" columns={columns} rows={rows} rowId={(account) => account.id} />
          )
        }
      </QueryState>
      {adding && <NewAccountDialog onClose={() => setAdding(false)} />}
      {changed && <ChangeAccountDialog account={changed} onClose={() => setChanged(undefined)} />}
    </div>
  );
}

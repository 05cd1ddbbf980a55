import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { tokensQuery } from '../../api/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';
import { tokenColumns } from './token-columns.tsx';

/** Tokens for programs: TAXII clients, scripts, the command line. */
export function TokensTab({ mayMakeForMember }: { mayMakeForMember: boolean }) {
  const tokens = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  const columns = useMemo(() => tokenColumns(setRevoking), []);
  const create = (
    <Button tone="primary" onClick={() => setCreating(true)}>
      <Icon name="plus" /> New token
    </Button>
  );
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-ink-soft">
          A token lets a program read, or also write, over TAXII or the JSON API. Give each program its own, so that you
          can end one without the others.
        </p>
        {tokens.data?.length !== 0 && create}
      </div>
      <QueryState query={tokens} lines={6}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No tokens" action={create}>
              Make one for the first program that should poll or publish for you.
            </EmptyState>
          ) : (
            <DataTable caption="Tokens" columns={columns} rows={rows} rowId={(token) => token.id} />
          )
        }
      </QueryState>
      {creating && <CreateTokenDialog mayMakeForMember={mayMakeForMember} onClose={() => setCreating(false)} />}
      {revoking && <RevokeTokenDialog id={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  );
}

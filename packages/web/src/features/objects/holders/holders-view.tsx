import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { holdersQuery } from '../../../api/release.ts';
import { RenditionsView } from '../../../release/renditions-view.tsx';
import { Button } from '../../../ui/button.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { ReceiptsList } from './receipts-list.tsx';
import { TakenBackList } from './taken-back-list.tsx';
import { WhyDialog } from './why-dialog.tsx';

/** Who has what of an own object, and why. */
export function HoldersView({ id, object }: { id: string; object: Record<string, unknown> }) {
  const query = useQuery(holdersQuery(id));
  const [asking, setAsking] = useState(false);
  return (
    <QueryState query={query} lines={8}>
      {({ renditions, members, receipts }) => (
        <div className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-sm text-ink-soft">
              {`${members.reached} of ${members.total} members have it. Only your own member and auditors are told this.`}
            </p>
            <Button size="sm" aria-haspopup="dialog" onClick={() => setAsking(true)}>
              Why?
            </Button>
          </div>
          {receipts && <ReceiptsList id={id} receipts={receipts} />}
          <TakenBackList id={id} />
          <RenditionsView
            // Its owner's people, who alone come here, are told what each says.
            renditions={renditions.map(({ object: said = {}, withheld = [], audience }) => ({
              object: said,
              withheld,
              audience,
            }))}
          />
          {asking && <WhyDialog id={id} object={object} onClose={() => setAsking(false)} />}
        </div>
      )}
    </QueryState>
  );
}

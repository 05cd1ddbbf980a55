import { useQuery } from '@tanstack/react-query';
import { approvalsQuery } from '../../api/approvals.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { ApprovalCard } from './approval-card.tsx';

/** A release officer's queue; for others what they handed in. */
export function ApprovalsPage() {
  usePageTitle('Approvals');
  const approvals = useQuery(approvalsQuery);
  return (
    <>
      <PageHeader
        title="Approvals"
        lead="What a member’s policy lets nobody publish alone. Approving publishes exactly the draft that is shown."
      />
      <QueryState query={approvals} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="Nothing waits">Drafts that need a second person appear here.</EmptyState>
          ) : (
            <ul className="max-w-4xl space-y-4">
              {list.map((approval) => (
                <li key={`${approval.id} ${approval.state}`}>
                  <ApprovalCard approval={approval} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { approvalsQuery } from '../../api/approvals.ts';
import { releaseRequestsQuery } from '../../api/release-requests.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { ReleaseRequestCard } from './release-request-card.tsx';

/** What waits for a decision on release: drafts for a second person, and requests of others for wider release. */
export function ApprovalsPage() {
  usePageTitle('Approvals');
  const approvals = useQuery(approvalsQuery);
  const requests = useQuery(releaseRequestsQuery);
  return (
    <>
      <PageHeader
        title="Approvals"
        lead="What a member’s policy lets nobody publish alone, and what others ask it to release more widely. Approving publishes exactly the draft that is shown."
      />
      <div className="max-w-4xl space-y-8">
        <Panel title="Drafts for a second person" bare>
          <QueryState query={approvals} lines={8}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState title="Nothing waits">Drafts that need a second person appear here.</EmptyState>
              ) : (
                <ul className="space-y-4">
                  {list.map((approval) => (
                    <li key={approval.id}>
                      <ApprovalCard approval={approval} />
                    </li>
                  ))}
                </ul>
              )
            }
          </QueryState>
        </Panel>
        <Panel title="Requests for wider release" bare>
          <QueryState query={requests} lines={5}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState title="Nobody asks">
                  What others ask of your member, and what you ask of others on an object’s page, appears here.
                </EmptyState>
              ) : (
                <ul className="space-y-4">
                  {list.map((request) => (
                    <li key={`${request.id} ${request.state}`}>
                      <ReleaseRequestCard request={request} />
                    </li>
                  ))}
                </ul>
              )
            }
          </QueryState>
        </Panel>
      </div>
    </>
  );
}

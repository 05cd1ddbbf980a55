import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { requestsQuery } from '../../api/requests.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { RequestCard } from './request-card.tsx';

/** Questions that one asked, or was asked. */
export function RequestsPage() {
  usePageTitle('Requests');
  const me = useMe();
  const requests = useQuery(requestsQuery);
  const [isAsking, setAsking] = useState(false);
  const ask = mayPublish(me) && (
    <Button tone="primary" onClick={() => setAsking(true)}>
      <Icon name="plus" /> Ask
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Requests for information"
        lead="A question goes to those you choose. You see who answered; each of them sees the question and its own answer."
        actions={requests.data !== undefined && requests.data.length > 0 && ask}
      />
      <QueryState query={requests} lines={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No requests" action={ask}>
              Questions that you ask, or are asked, appear here.
            </EmptyState>
          ) : (
            <ul className="max-w-3xl space-y-4">
              {list.map((request) => (
                <li key={request.id}>
                  <RequestCard request={request} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      {isAsking && <AskDialog onClose={() => setAsking(false)} />}
    </>
  );
}

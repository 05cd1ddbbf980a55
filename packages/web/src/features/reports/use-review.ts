import type { GivenStatement, ReportView } from '@entente/server/api-types';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { confirmStatement, rejectProposal, reopenProposal, reportQuery, revokeStatement } from '../../api/reports.ts';
import { showToast } from '../../lib/toast-store.ts';

type Done = { kind: 'proposal'; id: string } | { kind: 'statement'; id: string };

/**
 * Deciding on proposals as quickly as keys are pressed: what is decided shows at once, is sent in order, and comes back
 * where the node refuses it.
 */
export function useReview(report: string) {
  const queryClient = useQueryClient();
  const { queryKey } = reportQuery(report);
  const sending = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);
  const done = useRef<Done[]>([]);
  const [busy, setBusy] = useState(false);

  const setState = useCallback(
    (proposal: string, state: 'open' | 'accepted' | 'rejected') => {
      queryClient.setQueryData<ReportView>(
        queryKey,
        (view) =>
          view && {
            ...view,
            proposals: view.proposals.map((each) => (each.id === proposal ? { ...each, state } : each)),
          },
      );
    },
    [queryClient, queryKey],
  );

  const send = useCallback(
    (work: () => Promise<unknown>) => {
      waiting.current += 1;
      setBusy(true);
      sending.current = sending.current
        .then(work)
        .catch((error: unknown) => {
          showToast({ tone: 'danger', title: error instanceof Error ? error.message : 'It was not stored.' });
        })
        .then(() => {
          waiting.current -= 1;
          if (waiting.current > 0) return;
          setBusy(false);
          return queryClient.invalidateQueries({ queryKey: ['reports'] });
        });
    },
    [queryClient],
  );

  return {
    /** Something is still on its way. */
    busy,
    confirm(statement: GivenStatement) {
      if (statement.proposal) {
        setState(statement.proposal, 'accepted');
        done.current.push({ kind: 'proposal', id: statement.proposal });
      }
      send(async () => {
        const { id, approval } = await confirmStatement(report, statement);
        if (approval) showToast({ title: 'It waits for a second person.' });
        if (approval && statement.proposal)
          done.current = done.current.filter((each) => each.id !== statement.proposal);
        if (id && !statement.proposal) done.current.push({ kind: 'statement', id });
      });
    },
    reject(proposal: string) {
      setState(proposal, 'rejected');
      done.current.push({ kind: 'proposal', id: proposal });
      send(() => rejectProposal(report, proposal));
    },
    reopen(proposal: string) {
      setState(proposal, 'open');
      send(() => reopenProposal(report, proposal));
    },
    revoke(statement: string) {
      send(() => revokeStatement(report, statement));
    },
    /** Takes back what was decided last; the proposal that is open again. */
    undo(): string | undefined {
      const last = done.current.pop();
      if (last?.kind === 'statement') send(() => revokeStatement(report, last.id));
      if (last?.kind !== 'proposal') return undefined;
      setState(last.id, 'open');
      send(() => reopenProposal(report, last.id));
      return last.id;
    },
  };
}

import type { Approval } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { approvalQuery, approvalsQuery, approve, sendBack } from '../../api/approvals.ts';
import { previewQuery } from '../../api/release.ts';
import { showToast } from '../../lib/toast-store.ts';
import { PreviewContent } from '../../release/preview-content.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { ApprovalDraft } from './approval-draft.tsx';
import { ReasonForm } from './reason-form.tsx';

const states = {
  waiting: <Badge tone="warn">Waits for a second person</Badge>,
  approved: <Badge tone="good">Approved</Badge>,
  'sent-back': <Badge tone="danger">Sent back</Badge>,
};

/** One draft: why it waits, what changes, whom it reaches, and what to do with it. */
export function ApprovalCard({
  approval: { id, object, state, title, because, askedBy, asked, decided, decidedBy, reason, may },
}: {
  approval: Approval;
}) {
  const queryClient = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isShown, setShown] = useState(false);
  const isOpen = isShown || state === 'waiting';
  const [isSendingBack, setSendingBack] = useState(false);
  const whole = useQuery({ ...approvalQuery(id), enabled: isOpen });
  const preview = useQuery(previewQuery(may.approve ? whole.data?.publication : undefined));
  const decide = useMutation({
    mutationFn: (work: () => Promise<Approval>) => work(),
    onSuccess: async ({ state: now }) => {
      await queryClient.invalidateQueries({ queryKey: approvalsQuery.queryKey });
      showToast({ tone: 'good', title: now === 'approved' ? 'Approved and published.' : 'Sent back.' });
      setSendingBack(false);
      // The button that was pressed is gone.
      heading.current?.focus();
    },
  });
  return (
    <article className="space-y-3 rounded-lg border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        {states[state]}
        <span className="text-xs text-ink-faint">
          <SafeText>{`Handed in by ${askedBy.name ?? askedBy.member.name}, ${askedBy.member.name}`}</SafeText>{' '}
          <Time value={asked} />
        </span>
      </div>
      <h2 ref={heading} tabIndex={-1} className="font-serif text-lg font-semibold">
        {state === 'approved' ? (
          <Link to="/objects/$id" params={{ id: object }}>
            <SafeText>{title}</SafeText>
          </Link>
        ) : (
          <SafeText>{title}</SafeText>
        )}
      </h2>
      <p className="text-sm">
        <SafeText>{`${state === 'waiting' ? 'Needs' : 'Needed'} a second person: ${because}.`}</SafeText>
        {preview.data && ` It reaches ${preview.data.members.reached} of ${preview.data.members.total} members.`}
      </p>
      {decidedBy && (
        <p className="text-sm text-ink-soft">
          <SafeText>{reason ? `${decidedBy}: ${reason}` : `Approved by ${decidedBy}`}</SafeText>{' '}
          {decided && <Time value={decided} />}
        </p>
      )}
      {isOpen
        ? whole.data && (
            <>
              <ApprovalDraft approval={whole.data} />
              {preview.data && (
                <details>
                  <summary className="min-h-7 text-sm font-medium text-accent">What each will get</summary>
                  <div className="mt-3 space-y-5">
                    <PreviewContent preview={preview.data} />
                  </div>
                </details>
              )}
            </>
          )
        : state !== 'approved' && (
            <Button size="sm" onClick={() => setShown(true)}>
              Show the draft
            </Button>
          )}
      {decide.isError && <ErrorState error={decide.error} />}
      {isSendingBack ? (
        <ReasonForm
          label="Why it goes back"
          action="Send back"
          busy={decide.isPending}
          onSubmit={(why) => decide.mutate(() => sendBack(id, why))}
          onCancel={() => setSendingBack(false)}
        />
      ) : (
        may.approve && (
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" busy={decide.isPending} onClick={() => decide.mutate(() => approve(id))}>
              Approve and publish
            </Button>
            <Button onClick={() => setSendingBack(true)}>Send back</Button>
          </div>
        )
      )}
    </article>
  );
}

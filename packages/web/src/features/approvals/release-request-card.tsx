import type { ReleaseRequest } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { refuseRelease, releaseRequestsQuery } from '../../api/release-requests.ts';
import { ObjectLink } from '../../stix/object-link.tsx';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { ReasonForm } from './reason-form.tsx';

const states = {
  open: <Badge tone="warn">Asks for wider release</Badge>,
  granted: <Badge tone="good">Granted</Badge>,
  refused: <Badge tone="danger">Refused</Badge>,
};

/** Who asks whom to release what to whom, why, and what became of it. */
export function ReleaseRequestCard({ request }: { request: ReleaseRequest }) {
  const { id, state, object, summary, from, askedBy, originator, to, reason, asked, may } = request;
  const queryClient = useQueryClient();
  const [isRefusing, setRefusing] = useState(false);
  const refuse = useMutation({
    mutationFn: (why: string) => refuseRelease(id, why),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: releaseRequestsQuery.queryKey }),
  });
  const names = (list: ReleaseRequest['to']) => list.map(({ name }) => name).join(', ');
  return (
    <article className="space-y-3 rounded-lg border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-2">
        {states[state]}
        {summary && <TlpLabel level={summary.tlp} />}
        <span className="text-xs text-ink-faint">
          <SafeText>{`${askedBy ? `${askedBy}, ` : ''}${from.name} to ${originator.name}`}</SafeText>{' '}
          <Time value={asked} />
        </span>
      </div>
      <h2 className="font-serif text-lg font-semibold">
        <ObjectLink id={object} summary={summary} />
      </h2>
      <p className="text-sm">
        <SafeText>{`For ${names(to)}.`}</SafeText>
      </p>
      <p className="border-l-2 border-line pl-3 text-sm whitespace-pre-line">
        {reason ? <SafeText>{reason}</SafeText> : 'The object is gone, and what was written about it.'}
      </p>
      {state === 'refused' && (
        <p className="text-sm text-ink-soft">
          <SafeText>{`${request.answeredBy ?? originator.name}: ${request.answer ?? 'Refused.'}`}</SafeText>
        </p>
      )}
      {request.reached && (
        <p className="text-sm text-ink-soft">
          <SafeText>{`Released to ${names(request.reached)}.`}</SafeText>
        </p>
      )}
      {refuse.isError && <ErrorState error={refuse.error} />}
      {isRefusing ? (
        <ReasonForm
          label="Why it is refused"
          hint={`${from.name} reads this.`}
          action="Refuse"
          busy={refuse.isPending}
          onSubmit={(why) => refuse.mutate(why)}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <div className="flex flex-wrap gap-2 empty:hidden">
          {may.grant && (
            <Link
              to="/objects/$id/edit"
              params={{ id: object }}
              search={{ grants: id }}
              className={buttonClass('primary')}
            >
              See what it would change
            </Link>
          )}
          {may.refuse && <Button onClick={() => setRefusing(true)}>Refuse</Button>}
        </div>
      )}
    </article>
  );
}

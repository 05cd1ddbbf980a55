import type { InformationRequest } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerRequest, closeRequest, requestsQuery } from '../../api/requests.ts';
import { HandlingBadges } from '../../stix/handling-badges.tsx';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

/** A question, who answered, and what; for who was asked, its own answer. */
export function RequestCard({ request }: { request: InformationRequest }) {
  const queryClient = useQueryClient();
  const [isAnswering, setAnswering] = useState(false);
  const act = useMutation({
    mutationFn: (work: () => Promise<InformationRequest>) => work(),
    onSuccess: async () => {
      setAnswering(false);
      await queryClient.invalidateQueries({ queryKey: requestsQuery.queryKey });
    },
  });
  return (
    <article className="space-y-3 rounded-lg border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center gap-1.5">
        {request.closed ? <Badge>Closed</Badge> : <Badge tone="accent">Open</Badge>}
        {request.deadline && (
          <Badge tone={request.overdue ? 'danger' : 'plain'}>
            {request.overdue ? 'Overdue since' : 'Answer by'} <Time value={request.deadline} form="full" />
          </Badge>
        )}
        <TlpLabel level={request.tlp} />
        <HandlingBadges handling={request.handling} />
      </div>
      <p className="whitespace-pre-line">
        <SafeText>{request.question}</SafeText>
      </p>
      <p className="text-xs text-ink-faint">
        <SafeText>{`Asked by ${request.from.name}`}</SafeText> <Time value={request.asked} />
      </p>
      {request.to && (
        <ul aria-label="Who was asked" className="flex flex-wrap gap-1.5">
          {request.to.map((asked) => (
            <li key={asked.id}>
              <Badge tone={asked.answered ? 'good' : 'plain'}>
                <SafeText>{`${asked.name}: ${asked.answered ? 'answered' : 'no answer yet'}`}</SafeText>
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {request.answers.map((answer) => (
        <div key={answer.id} className="border-l-2 border-line pl-3 text-sm">
          <p className="text-xs text-ink-faint">
            <SafeText>{answer.from.name}</SafeText> <Time value={answer.time} />
          </p>
          <p className="whitespace-pre-line">
            <SafeText>{answer.text}</SafeText>
          </p>
        </div>
      ))}
      {act.isError && <ErrorState error={act.error} />}
      {isAnswering ? (
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            const text = String(new FormData(event.currentTarget).get('text'));
            act.mutate(() => answerRequest(request.id, text));
          }}
        >
          <Field label="Answer" required hint={`Released to ${request.from.name} alone, under TLP:AMBER.`}>
            {(control) => <Textarea {...control} name="text" required maxLength={10_000} />}
          </Field>
          <div className="flex gap-2">
            <Button type="submit" tone="primary" busy={act.isPending}>
              Send
            </Button>
            <Button onClick={() => setAnswering(false)}>Cancel</Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap gap-2">
          {request.may.answer && (
            <Button tone="primary" onClick={() => setAnswering(true)}>
              Answer
            </Button>
          )}
          {request.may.close && (
            <Button tone="quiet" busy={act.isPending} onClick={() => act.mutate(() => closeRequest(request.id))}>
              Close it
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

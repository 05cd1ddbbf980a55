import type { ObjectView } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { recallLookQuery, recallObject } from '../../api/recalls.ts';
import { formatDateTime } from '../../lib/format-time.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { BeyondRecall } from './beyond-recall.tsx';

/** Says what a recall does before it is ordered, asks why, and leads to what becomes of it. */
export function RecallDialog({ view, onClose }: { view: ObjectView; onClose: () => void }) {
  const { id } = view.summary;
  const shown = typeof view.object.modified === 'string' ? view.object.modified : undefined;
  const hasOthers = view.versions.length > 1 && shown !== undefined;
  const [version, setVersion] = useState<string>();
  const look = useQuery(recallLookQuery(id, version));
  const form = useId();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const recall = useMutation({
    mutationFn: (reason: string) => recallObject({ object: id, reason, ...(version ? { version } : {}) }),
    onSuccess: async (ordered) => {
      onClose();
      await navigate({ to: '/recalls/$id', params: { id: ordered.id } });
      await queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    recall.mutate(String(new FormData(event.currentTarget).get('reason')));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Recall for good"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger" type="submit" form={form} busy={recall.isPending} disabled={!look.data}>
            Recall
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} onKeyDown={keepEnter} className="space-y-4 text-sm">
        <ul className="list-disc space-y-1 pl-5">
          <li>Nobody can read it any more, your own people included, and every copy held by a node is deleted.</li>
          <li>What quotes it word for word in drafts, leads and searches is blanked.</li>
          <li>It is never taken again. This cannot be undone.</li>
        </ul>
        {hasOthers && (
          <fieldset>
            <legend className="mb-1 font-medium">What</legend>
            <Choice
              type="radio"
              name="what"
              label={`All ${view.versions.length} versions`}
              checked={version === undefined}
              onChange={() => setVersion(undefined)}
            />
            <Choice
              type="radio"
              name="what"
              label={`The version of ${formatDateTime(shown)} alone`}
              checked={version !== undefined}
              onChange={() => setVersion(shown)}
            />
          </fieldset>
        )}
        <section aria-labelledby={`${form}-beyond`}>
          <h3 id={`${form}-beyond`} className="mb-1 font-medium">
            Beyond recall
          </h3>
          <QueryState query={look} lines={2}>
            {(found) => <BeyondRecall look={found} />}
          </QueryState>
        </section>
        <Field label="Reason" hint="Is kept, and goes to all who had it. It must not quote what is recalled." required>
          {(control) => <Textarea {...control} name="reason" rows={2} required maxLength={500} />}
        </Field>
        {recall.isError && (
          <p role="alert" className="font-medium text-danger">
            {recall.error.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

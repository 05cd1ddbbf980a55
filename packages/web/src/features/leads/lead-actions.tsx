import type { Lead } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { acknowledgeLead, answerLead, closeLead, leadsQuery, writeToLead } from '../../api/leads.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Textarea } from '../../ui/controls.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { focusOnce } from '../../ui/focus-once.ts';

/** Acknowledge, ask, answer, close: what the reader may do with it. */
export function LeadActions({ lead }: { lead: Lead }) {
  const queryClient = useQueryClient();
  const [form, setForm] = useState<'ask' | 'answer'>();
  const act = useMutation({
    mutationFn: (work: () => Promise<Lead>) => work(),
    onSuccess: async () => {
      setForm(undefined);
      await queryClient.invalidateQueries({ queryKey: leadsQuery.queryKey });
    },
  });
  const send = (fields: FormData) => {
    const text = String(fields.get('text'));
    const count = Number(fields.get('count'));
    act.mutate(() =>
      form === 'ask'
        ? writeToLead(lead.id, text)
        : answerLead(lead.id, { text, ...(fields.get('count') ? { count } : {}) }),
    );
  };
  if (Object.values(lead.may).every((one) => !one)) return null;
  return (
    <div className="space-y-3 border-t border-line pt-4">
      {act.isError && <ErrorState error={act.error} />}
      {form === undefined ? (
        <div className="flex flex-wrap gap-2">
          {lead.may.acknowledge && (
            <Button tone="primary" busy={act.isPending} onClick={() => act.mutate(() => acknowledgeLead(lead.id))}>
              Acknowledge
            </Button>
          )}
          {lead.may.answer && <Button onClick={() => setForm('answer')}>Answer</Button>}
          {lead.may.write && <Button onClick={() => setForm('ask')}>{lead.may.answer ? 'Ask' : 'Write'}</Button>}
          {lead.may.close && (
            <Button tone="quiet" busy={act.isPending} onClick={() => act.mutate(() => closeLead(lead.id))}>
              Close it
            </Button>
          )}
        </div>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send(new FormData(event.currentTarget));
          }}
          className="space-y-3"
        >
          <Field
            label={
              form === 'answer' ? 'What was seen' : `Message to ${lead.may.answer ? lead.from.name : lead.unit.name}`
            }
            required
            hint={
              form === 'answer'
                ? 'Published as a sighting, for the originator and whom it lets have answers.'
                : undefined
            }
          >
            {(control) => <Textarea {...control} ref={focusOnce} name="text" required maxLength={5000} />}
          </Field>
          {form === 'answer' && (
            <Field label="How many times">
              {(control) => (
                <Input {...control} name="count" type="number" min={0} max={999_999_999} className="max-w-32" />
              )}
            </Field>
          )}
          <div className="flex gap-2">
            <Button type="submit" tone="primary" busy={act.isPending}>
              Send
            </Button>
            <Button onClick={() => setForm(undefined)}>Cancel</Button>
          </div>
        </form>
      )}
    </div>
  );
}

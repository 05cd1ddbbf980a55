import type { ObjectView } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { leadsQuery, sendLead } from '../../api/leads.ts';
import { useMe } from '../../api/session.ts';
import { unitsQuery } from '../../api/units.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { countOf } from '../../lib/format-number.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { showToast } from '../../lib/toast-store.ts';
import { HandlingBadges } from '../../stix/handling-badges.tsx';
import { Input, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

/** Asks units that have an object to act on it. */
export function SendLeadDialog({ view, onClose }: { view: ObjectView; onClose: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data: units = [], isPending } = useQuery(unitsQuery);
  const others = useReleaseOptions().filter(({ note }) => note !== 'group');
  const [to, setTo] = useState<string[]>([]);
  const [answersTo, setAnswersTo] = useState<string[]>([]);
  const isOwner = view.summary.owner.id === me?.member.id;
  // To units of others only the owner may send.
  const within = units.filter((unit) => !unit.closed && (isOwner || unit.member.id === me?.member.id));
  const send = useMutation({
    mutationFn: (fields: FormData) => {
      const text = (name: string) => String(fields.get(name) ?? '').trim();
      return sendLead({
        object: view.summary.id,
        units: to,
        answersTo,
        ...(text('note') ? { note: text('note') } : {}),
        ...(text('deadline') ? { deadline: `${text('deadline')}T23:59:59Z` } : {}),
      });
    },
    onSuccess: async (sent) => {
      await queryClient.invalidateQueries({ queryKey: leadsQuery.queryKey });
      showToast({ tone: 'good', title: `Sent to ${countOf(sent.length, 'unit')}.` });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open onOpenChange={onClose} title="Send as a lead">
      {within.length === 0 && !isPending ? (
        <EmptyState title={isOwner ? 'No unit is known to you' : 'Your member has no unit'}>
          {isOwner
            ? 'An admin of a member adds its units under Settings, and lists those that others may know of.'
            : 'Others than its originator send it to units of their own alone. An admin of your member adds them under Settings.'}
        </EmptyState>
      ) : (
        <form onSubmit={submit} onKeyDown={keepEnter} className="space-y-4">
          <HandlingBadges handling={view.terms.handling} />
          <NamePicker
            legend="Units"
            hint="Only those that its terms reach; a lead releases nothing."
            options={within.map(({ id, address, kind }) => ({ id, name: address, note: kind }))}
            chosen={to}
            onChange={setTo}
          />
          <Field label="Note for the unit" hint="Say nothing here that the unit may not know.">
            {(control) => <Textarea {...control} name="note" maxLength={5000} />}
          </Field>
          <Field label="Answer by">{(control) => <Input {...control} name="deadline" type="date" />}</Field>
          {isOwner && (
            <details>
              <summary className="min-h-7 text-sm font-medium text-accent">Let others have the answers too</summary>
              <div className="mt-2">
                <NamePicker legend="Answers also to" options={others} chosen={answersTo} onChange={setAnswersTo} />
              </div>
            </details>
          )}
          {send.isError && <ErrorState error={send.error} />}
          <FormActions action="Send" onCancel={onClose} busy={send.isPending} disabled={to.length === 0} />
        </form>
      )}
    </Dialog>
  );
}

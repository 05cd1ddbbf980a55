import type { ObjectSummary } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { askRelease, releaseRequestsQuery } from '../../api/release-requests.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

/** Asks the originator of something that one has to let others have it too. */
export function AskReleaseDialog({ summary, onClose }: { summary: ObjectSummary; onClose: () => void }) {
  const queryClient = useQueryClient();
  const options = useReleaseOptions().filter(({ id }) => id !== summary.owner.id);
  const [to, setTo] = useState<string[]>([]);
  const ask = useMutation({
    mutationFn: (reason: string) => askRelease({ object: summary.id, to, reason }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: releaseRequestsQuery.queryKey });
      showToast({ tone: 'good', title: 'Asked. The answer will be under Approvals.' });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(String(new FormData(event.currentTarget).get('reason')));
  };
  return (
    <Dialog open onOpenChange={onClose} title="Ask for wider release">
      <form onSubmit={submit} onKeyDown={keepEnter} className="space-y-4">
        <p className="text-sm text-ink-soft">
          {plainText(summary.owner.name)} decides, and need not say who has this already.
        </p>
        <NamePicker legend="Who should have it" options={options} chosen={to} onChange={setTo} />
        <Field label="Why" required hint={`${plainText(summary.owner.name)} reads this.`}>
          {(control) => <Textarea {...control} name="reason" required maxLength={5000} />}
        </Field>
        {ask.isError && <ErrorState error={ask.error} />}
        <FormActions action="Ask" onCancel={onClose} busy={ask.isPending} disabled={to.length === 0} />
      </form>
    </Dialog>
  );
}

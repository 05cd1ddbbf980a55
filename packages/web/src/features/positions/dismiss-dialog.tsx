import type { Signal } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { dismissSignal } from '../../api/positions.ts';
import { Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

/** Puts a signal aside for one's member, with the reason. */
export function DismissDialog({ signal, onClose }: { signal: Signal; onClose: () => void }) {
  const queryClient = useQueryClient();
  const dismiss = useMutation({
    mutationFn: (reason: string) => dismissSignal(signal, reason),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['positions'] });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    dismiss.mutate(String(new FormData(event.currentTarget).get('reason')));
  };
  return (
    <Dialog open onOpenChange={onClose} title="Put the signal aside">
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-ink-soft">
          For everybody who acts for your member, until it rests on something else. Others still see it.
        </p>
        <Field label="Why" required>
          {(control) => <Textarea {...control} name="reason" required maxLength={1000} />}
        </Field>
        {dismiss.isError && <ErrorState error={dismiss.error} />}
        <FormActions action="Put aside" onCancel={onClose} busy={dismiss.isPending} />
      </form>
    </Dialog>
  );
}

import type { NewTakeBack } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId } from 'react';
import { takeBack } from '../../api/exposure.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

const levels: readonly [NewTakeBack['atLeast'], string][] = [
  ['amber', 'AMBER and narrower'],
  ['amber+strict', 'AMBER+STRICT and narrower'],
  ['green', 'GREEN and narrower'],
  ['clear', 'Everything'],
];

/** Takes back from one member that has left, all at once, what is of some level or narrower. */
export function TakeBackDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const form = useId();
  const queryClient = useQueryClient();
  const order = useMutation({
    mutationFn: (wanted: NewTakeBack) => takeBack(id, wanted),
    onSuccess: async ({ objects }) => {
      await queryClient.invalidateQueries();
      showToast({
        tone: 'good',
        title: objects === 1 ? '1 object is taken back.' : `${objects} objects are taken back.`,
      });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    order.mutate({ atLeast: String(data.get('level')) as NewTakeBack['atLeast'], reason: String(data.get('reason')) });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Take back"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger" type="submit" form={form} busy={order.isPending}>
            Take back
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} onKeyDown={keepEnter} className="space-y-4 text-sm">
        <p>
          The nodes of <SafeText className="font-semibold">{name}</SafeText> are told to delete what they got of yours,
          and confirm it. Everybody else keeps it. Files, plain clients and memories are beyond recall.
        </p>
        <Field label="What" hint="What has no level goes too.">
          {(control) => (
            <Select {...control} name="level" defaultValue="amber">
              {levels.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Reason" hint="Goes to its nodes." required>
          {(control) => <Textarea {...control} name="reason" rows={2} required maxLength={500} />}
        </Field>
        {order.isError && (
          <p role="alert" className="font-medium text-danger">
            {order.error.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

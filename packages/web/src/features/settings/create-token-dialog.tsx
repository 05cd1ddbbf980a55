import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { createToken, tokensQuery } from '../../api/accounts.ts';
import { useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Choice, Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';

const day = 86_400_000;

interface CreateTokenDialogProps {
  mayMakeForMember: boolean;
  onClose: () => void;
}

export function CreateTokenDialog({ mayMakeForMember, onClose }: CreateTokenDialogProps) {
  const me = useMe();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: createToken,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    create.mutate({
      label: String(form.get('label')).trim(),
      write: form.get('write') === 'on',
      personal: form.get('for') !== 'member',
      expires: new Date(Date.now() + Number(form.get('days')) * day).toISOString(),
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title={create.data ? 'Your new token' : 'New token'}>
      {create.data ? (
        <ShownOnce
          text={create.data.token}
          advice="Copy it now. It is shown this once; the node keeps only its fingerprint."
          copy="Copy token"
          onClose={onClose}
        />
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <Field label="For what" required hint="For example the name of the program">
            {(control) => <Input {...control} name="label" required maxLength={200} />}
          </Field>
          {mayMakeForMember && me && (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">Acts for</legend>
              <Choice
                type="radio"
                name="for"
                value="member"
                defaultChecked
                label={plainText(me.member.name)}
                hint="Sees what the member sees, but nothing marked TLP:RED"
              />
              <Choice
                type="radio"
                name="for"
                value="person"
                label="You yourself"
                hint="With your roles; ends with your account"
              />
            </fieldset>
          )}
          <Choice name="write" label="May also write" hint="Without this it can only read" />
          <Field label="Expires after (days)">
            {(control) => (
              <Input {...control} name="days" type="number" min={1} max={3650} defaultValue={365} required />
            )}
          </Field>
          {create.isError && <ErrorState error={create.error} />}
          <FormActions action="Create" onCancel={onClose} busy={create.isPending} />
        </form>
      )}
    </Dialog>
  );
}

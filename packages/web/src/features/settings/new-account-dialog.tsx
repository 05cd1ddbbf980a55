import type { Role } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountsQuery, addAccount } from '../../api/accounts.ts';
import { membersQuery } from '../../api/members.ts';
import { useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { RolesField } from './roles-field.tsx';

export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [roles, setRoles] = useState<Role[]>(['reader']);
  const add = useMutation({
    mutationFn: addAccount,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    add.mutate({
      name: text('name'),
      email: text('email'),
      member: text('member') || (me?.member.id ?? ''),
      password: String(form.get('password')),
      roles,
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title="New account">
      <form onSubmit={submit} className="space-y-4">
        <Field label="Name" required>
          {(control) => <Input {...control} name="name" required maxLength={200} />}
        </Field>
        <Field label="E-mail address" required>
          {(control) => <Input {...control} name="email" type="email" required maxLength={320} />}
        </Field>
        {me?.roles.includes('coalition-admin') && (
          <Field label="Member">
            {(control) => (
              <Select {...control} name="member" defaultValue={me.member.id}>
                {members.map((member) => (
                  <option key={member.id} value={member.id}>
                    {plainText(member.name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label="First password" required hint="At least 12 characters; the person should change it">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" required minLength={12} />
          )}
        </Field>
        <RolesField value={roles} onChange={setRoles} />
        {add.isError && <ErrorState error={add.error} />}
        <FormActions action="Create" onCancel={onClose} busy={add.isPending} />
      </form>
    </Dialog>
  );
}

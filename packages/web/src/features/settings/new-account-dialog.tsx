import type { Role } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountsQuery, addAccount } from '../../api/accounts.ts';
import { membersQuery } from '../../api/members.ts';
import { useMe } from '../../api/session.ts';
import { unitsQuery } from '../../api/units.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Choice, Input, Select } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { RolesField } from './roles-field.tsx';

/** What the appointment gives. */
export const redHint = 'Reads what is RED and released to your member, in person: in sessions and personal tokens';

/** What a password to be changed opens. */
export const changeHint = 'Until then the password opens nothing else, in the browser and over TAXII';

export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const [roles, setRoles] = useState<Role[]>(['reader']);
  const [member, setMember] = useState(me?.member.id ?? '');
  const [unit, setUnit] = useState('');
  const own = units.filter((unit) => unit.member.id === member && !unit.closed);
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
      member,
      ...(text('unit') ? { unit: text('unit') } : {}),
      ...(form.get('red') === null ? {} : { clearedForRed: true }),
      password: String(form.get('password')),
      passwordToChange: form.get('change') !== null,
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
              <Select
                {...control}
                value={member}
                onChange={(event) => {
                  setMember(event.target.value);
                  setUnit('');
                }}
              >
                {members.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {plainText(name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {own.length > 0 && (
          <Field label="Acts for" hint="Who acts for a unit has what the unit has, and no more">
            {(control) => (
              <Select
                {...control}
                name="unit"
                value={unit}
                onChange={({ target }) => {
                  setUnit(target.value);
                  setRoles(['reader']);
                }}
              >
                <option value="">The member itself</option>
                {own.map((unit) => (
                  <option key={unit.id} value={unit.id}>
                    {plainText(unit.address)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label="First password" required hint="At least 12 characters">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" required minLength={12} />
          )}
        </Field>
        <Choice name="change" label="To be changed at the first sign-in" hint={changeHint} defaultChecked />
        <RolesField value={roles} ofUnit={unit !== ''} onChange={setRoles} />
        {member === me?.member.id && <Choice name="red" label="Appoint for TLP:RED" hint={redHint} />}
        {add.isError && <ErrorState error={add.error} />}
        <FormActions action="Create" onCancel={onClose} busy={add.isPending} />
      </form>
    </Dialog>
  );
}

import type { NewMember } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { addMember, membersQuery } from '../../api/members.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Input, Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

function read(form: FormData): NewMember {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const optional = (name: 'region' | 'about') => (text(name) ? { [name]: text(name) } : {});
  const number = (name: 'latitude' | 'longitude') => (text(name) ? { [name]: Number(text(name)) } : {});
  return {
    name: text('name'),
    kind: text('kind') === 'country' ? 'country' : 'organisation',
    ...optional('region'),
    ...optional('about'),
    ...(text('country') ? { country: text('country').toUpperCase() } : {}),
    ...number('latitude'),
    ...number('longitude'),
  };
}

export function AddMemberDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: addMember,
    onSuccess: async (member) => {
      await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
      showToast({ tone: 'good', title: `${member.name} is a member now.` });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(read(new FormData(event.currentTarget)));
  };
  return (
    <Dialog open onOpenChange={onClose} title="Add a member">
      <form onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" required className="sm:col-span-2">
          {(control) => <Input {...control} name="name" required maxLength={200} />}
        </Field>
        <Field label="Kind">
          {(control) => (
            <Select {...control} name="kind" defaultValue="country">
              <option value="country">Country</option>
              <option value="organisation">Organisation</option>
            </Select>
          )}
        </Field>
        <Field label="Country code" hint="Two letters, for example FR">
          {(control) => <Input {...control} name="country" pattern="[A-Za-z]{2}" maxLength={2} />}
        </Field>
        <Field label="Region" className="sm:col-span-2">
          {(control) => <Input {...control} name="region" maxLength={200} />}
        </Field>
        <Field label="Latitude" hint="For the map, in degrees">
          {(control) => <Input {...control} name="latitude" type="number" min={-90} max={90} step="any" />}
        </Field>
        <Field label="Longitude">
          {(control) => <Input {...control} name="longitude" type="number" min={-180} max={180} step="any" />}
        </Field>
        <Field label="About" className="sm:col-span-2">
          {(control) => <Textarea {...control} name="about" maxLength={5000} rows={3} />}
        </Field>
        {add.isError && (
          <div className="sm:col-span-2">
            <ErrorState error={add.error} />
          </div>
        )}
        <FormActions action="Add" onCancel={onClose} busy={add.isPending} className="sm:col-span-2" />
      </form>
    </Dialog>
  );
}

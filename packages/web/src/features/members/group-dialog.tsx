import type { Group } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addGroup, changeGroup, groupsQuery, membersQuery } from '../../api/members.ts';
import { Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

export function GroupDialog({ group, onClose }: { group: Group | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [chosen, setChosen] = useState(group?.members.map((member) => member.id) ?? []);
  const save = useMutation({
    mutationFn: (name: string) => {
      const message = { name, members: chosen };
      return group ? changeGroup(group.id, message) : addGroup(message);
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')));
  };
  return (
    <Dialog open onOpenChange={onClose} title={group ? 'Change the group' : 'New group'}>
      <form onSubmit={submit} className="space-y-4">
        {group && (
          <p className="rounded-md bg-warn-soft p-3 text-sm text-warn">
            Everything that is released to this group follows the change at once.
          </p>
        )}
        <Field label="Name" required>
          {(control) => <Input {...control} name="name" required maxLength={200} defaultValue={group?.name} />}
        </Field>
        <NamePicker legend="Members" options={members} chosen={chosen} onChange={setChosen} />
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action="Save" onCancel={onClose} busy={save.isPending} />
      </form>
    </Dialog>
  );
}

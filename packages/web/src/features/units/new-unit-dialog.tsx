import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useMe } from '../../api/session.ts';
import { addUnit, unitsQuery } from '../../api/units.ts';
import { Choice, Input, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

const kinds = [
  { kind: 'internal', label: 'Internal', hint: 'part of the organisation, such as a border service' },
  { kind: 'served', label: 'Served', hint: 'a client of it, such as a city police' },
] as const;

/** A unit of the own member. */
export function NewUnitDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<'internal' | 'served'>('served');
  const add = useMutation({
    mutationFn: (fields: FormData) => {
      const about = String(fields.get('about')).trim();
      return addUnit(me?.member.id ?? '', {
        name: String(fields.get('name')).trim(),
        kind,
        ...(about ? { about } : {}),
        listed: fields.get('listed') !== null,
        [kind === 'internal' ? 'amberStrict' : 'amber']: fields.get('narrow') !== null,
      });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: unitsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open onOpenChange={onClose} title="New unit">
      <form onSubmit={submit} className="space-y-4">
        <Field label="Name" required hint="Releases name it as “Member/Unit”.">
          {(control) => <Input {...control} name="name" required maxLength={200} pattern="[^\/,]*" />}
        </Field>
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Kind</legend>
          {kinds.map((each) => (
            <Choice
              key={each.kind}
              type="radio"
              name="kind"
              label={each.label}
              hint={each.hint}
              checked={kind === each.kind}
              onChange={() => setKind(each.kind)}
            />
          ))}
        </fieldset>
        <NarrowChoice kind={kind} />
        <Choice
          name="listed"
          defaultChecked
          label="The coalition knows of it"
          hint="Otherwise only your member does; once known, it stays known"
        />
        <Field label="About it">{(control) => <Textarea {...control} name="about" rows={2} maxLength={5000} />}</Field>
        {add.isError && <ErrorState error={add.error} />}
        <FormActions action="Add" onCancel={onClose} busy={add.isPending} />
      </form>
    </Dialog>
  );
}

/** What its member may allow a unit beyond what every unit of its kind has. */
export function NarrowChoice({ kind, isAllowed = false }: { kind: 'internal' | 'served'; isAllowed?: boolean }) {
  return kind === 'internal' ? (
    <Choice
      key="internal"
      name="narrow"
      defaultChecked={isAllowed}
      label="Appoint it for TLP:AMBER+STRICT"
      hint="It has TLP:AMBER in any case"
    />
  ) : (
    <Choice
      key="served"
      name="narrow"
      defaultChecked={isAllowed}
      label="Allow it TLP:AMBER"
      hint="It has TLP:GREEN in any case; TLP:AMBER+STRICT never"
    />
  );
}

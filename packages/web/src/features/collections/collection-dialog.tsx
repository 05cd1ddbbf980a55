import type { Collection, NewCollection, TlpLevel } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addCollection, changeCollection, collectionsQuery } from '../../api/collections.ts';
import { membersQuery } from '../../api/members.ts';
import { tlpAppearance, tlpLevels } from '../../stix/tlp.ts';
import { Input, Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { AccessField } from './access-field.tsx';

type Access = 'all' | string[];

function idsOf(access: Collection['readers'], otherwise: Access): Access {
  return Array.isArray(access) ? access.map((member) => member.id) : (access ?? otherwise);
}

export function CollectionDialog({ collection, onClose }: { collection: Collection | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const [readers, setReaders] = useState<Access>(idsOf(collection?.readers, 'all'));
  const [writers, setWriters] = useState<Access>(idsOf(collection?.writers, []));
  const save = useMutation({
    mutationFn: (message: NewCollection) =>
      collection
        ? changeCollection(collection.id, {
            title: message.title,
            ...(message.description === undefined ? {} : { description: message.description }),
            readers,
            writers,
          })
        : addCollection(message),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const level = tlpLevels.find((one): one is TlpLevel => one === text('unmarked'));
    save.mutate({
      title: text('title'),
      ...(text('description') ? { description: text('description') } : {}),
      ...(text('alias') ? { alias: text('alias') } : {}),
      ...(level ? { unmarked: level } : {}),
      readers,
      ...(writers.length > 0 ? { writers } : {}),
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title={collection ? 'Change the collection' : 'New collection'}>
      <form onSubmit={submit} className="space-y-4">
        <Field label="Title" required>
          {(control) => <Input {...control} name="title" required maxLength={200} defaultValue={collection?.title} />}
        </Field>
        <Field label="Description" hint="What belongs in it, for those who write to it.">
          {(control) => (
            <Textarea
              {...control}
              name="description"
              maxLength={5000}
              rows={2}
              defaultValue={collection?.description}
            />
          )}
        </Field>
        {!collection && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Alias" hint="A short name for machines">
              {(control) => <Input {...control} name="alias" pattern="[A-Za-z0-9][A-Za-z0-9._\-]*" maxLength={64} />}
            </Field>
            <Field label="Unmarked means" hint="Every writer is shown this.">
              {(control) => (
                <Select {...control} name="unmarked" defaultValue="">
                  <option value="">Private to the originator</option>
                  {tlpLevels.map((level) => (
                    <option key={level} value={level}>
                      {tlpAppearance(level).label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        )}
        <AccessField legend="Readers" members={members} value={readers} onChange={setReaders} />
        <AccessField legend="Writers besides the owner" members={members} value={writers} onChange={setWriters} />
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action="Save" onCancel={onClose} busy={save.isPending} />
      </form>
    </Dialog>
  );
}

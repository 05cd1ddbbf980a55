import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ObjectFilters } from '../../api/objects.ts';
import { saveSearch, searchesQuery } from '../../api/searches.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

export function SaveSearchDialog({ filters, onClose }: { filters: ObjectFilters; onClose: () => void }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (name: string) => saveSearch({ name, query: { ...filters } }),
    onSuccess: async (search) => {
      await queryClient.invalidateQueries({ queryKey: searchesQuery.queryKey });
      showToast({ tone: 'good', title: `Saved as “${search.name}”. It counts what is new from now on.` });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <Dialog open onOpenChange={onClose} title="Save this search">
      <form onSubmit={submit} className="space-y-4">
        <Field label="Name" hint="It appears under Browse, with a count of what is new in it.">
          {(control) => <Input {...control} name="name" required maxLength={200} defaultValue={filters.q ?? ''} />}
        </Field>
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action="Save" onCancel={onClose} busy={save.isPending} />
      </form>
    </Dialog>
  );
}

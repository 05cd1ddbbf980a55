import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ObjectFilters } from '../../api/objects.ts';
import { saveSearch, searchesQuery } from '../../api/searches.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';

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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

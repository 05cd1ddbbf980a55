import type { ObjectView } from '@entente/server/api-types';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { removeObject } from '../../api/objects.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Choice } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Takes an object out of a collection; its owner alone is offered this. */
export function RemoveButton({ view }: { view: ObjectView }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(view.collections[0]?.id);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  if (!chosen) return null;
  const remove = async () => {
    await removeObject(view.summary.id, chosen);
    await queryClient.invalidateQueries();
    showToast({ tone: 'good', title: 'Removed from the collection.' });
    if (view.collections.length === 1) await navigate({ to: '/browse' });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon name="trash" /> Remove
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Remove from a collection"
        action="Remove"
        onConfirm={remove}
      >
        <p className="mb-3">
          Nobody can read it there any more. Copies that members have already taken stay with them: this is no recall.
        </p>
        <fieldset>
          <legend className="sr-only">Collection</legend>
          {view.collections.map((collection) => (
            <Choice
              key={collection.id}
              type="radio"
              name="collection"
              label={collection.title}
              checked={chosen === collection.id}
              onChange={() => setChosen(collection.id)}
            />
          ))}
        </fieldset>
      </ConfirmDialog>
    </>
  );
}

import type { Unit, UnitChange } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeUnit, unitsQuery } from '../../api/units.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Choice } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { NarrowChoice } from './new-unit-dialog.tsx';

/** What a unit is allowed, whether it is known, and its end. Who loses sight by it loses it at once. */
export function ChangeUnitDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [isClosing, setClosing] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: unitsQuery.queryKey });
  const change = useMutation({
    mutationFn: (message: UnitChange) => changeUnit(unit.id, message),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    change.mutate({
      [unit.kind === 'internal' ? 'amberStrict' : 'amber']: fields.get('narrow') !== null,
      ...(fields.get('listed') === null ? {} : { listed: true }),
    });
  };
  if (isClosing) {
    return (
      <ConfirmDialog
        open
        onOpenChange={onClose}
        title="Close the unit"
        action="Close it for good"
        onConfirm={async () => {
          await changeUnit(unit.id, { closed: true });
          await refresh();
        }}
      >
        <p>
          <SafeText>{`Nothing reaches ${unit.address} any more, and its accounts and tokens end.`}</SafeText>
        </p>
      </ConfirmDialog>
    );
  }
  return (
    <Dialog open onOpenChange={onClose} title="Change the unit">
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm font-semibold">
          <SafeText>{unit.address}</SafeText>
        </p>
        <NarrowChoice
          kind={unit.kind}
          isAllowed={(unit.kind === 'internal' ? unit.amberStrict : unit.amber) ?? false}
        />
        {!unit.listed && <Choice name="listed" label="Tell the coalition of it" hint="For good" />}
        {change.isError && <ErrorState error={change.error} />}
        <div className="flex flex-wrap justify-between gap-2">
          <Button tone="quiet" onClick={() => setClosing(true)}>
            Close the unit …
          </Button>
          <FormActions action="Save" onCancel={onClose} busy={change.isPending} />
        </div>
      </form>
    </Dialog>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endQuarantine } from '../../api/operator.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';

/** Says why the node serves nothing, and lets its operator take it upon himself. */
export function QuarantinePanel({ since }: { since: string }) {
  const queryClient = useQueryClient();
  const end = useMutation({ mutationFn: endQuarantine, onSuccess: () => queryClient.invalidateQueries() });
  return (
    <Panel title="Quarantine" className="mb-8 max-w-3xl">
      <p className="flex items-baseline gap-2 font-medium">
        <Icon name="warning" className="translate-y-0.5 text-warn" />
        <span>
          Restored from a backup (<Time value={since} form="full" />
          ): nothing is served and nothing is taken.
        </span>
      </p>
      <p className="mt-2 text-sm text-ink-soft">
        What was recalled, narrowed or expired after the backup may be in it, and members that have left may still be in
        its roster. The wait ends by itself once the other nodes have told this one what it missed. Where there are
        none, compare with what you know, then end it here; that is written in the audit log.
      </p>
      <form
        className="mt-4 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          end.mutate(String(new FormData(event.currentTarget).get('reason')));
        }}
      >
        <Field label="Reason" required className="min-w-60 flex-1">
          {(control) => <Input {...control} name="reason" required maxLength={500} />}
        </Field>
        <Button type="submit" tone="danger" busy={end.isPending}>
          End the quarantine
        </Button>
      </form>
      {end.isError && (
        <p role="alert" className="mt-3 text-sm font-medium text-danger">
          {end.error.message}
        </p>
      )}
    </Panel>
  );
}

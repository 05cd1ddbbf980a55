import type { AlertChannel, AlertWatch } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { alertSubscriptionsQuery, subscribe } from '../../api/alerts.ts';
import { useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Choice, Input } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { WatchFields } from './watch-fields.tsx';

interface SubscribeDialogProps {
  /** What it is about, and what that is called; absent: to be chosen. */
  about?: { watch: AlertWatch; name: string };
  onClose: () => void;
}

/** Asks to be told of something, and how. */
export function SubscribeDialog({ about, onClose }: SubscribeDialogProps) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data } = useQuery(alertSubscriptionsQuery);
  const [watch, setWatch] = useState<AlertWatch | undefined>(about?.watch ?? { about: 'leads' });
  const [channel, setChannel] = useState<AlertChannel>('in-app');
  const add = useMutation({
    mutationFn: subscribe,
    onSuccess: async ({ secret }) => {
      await queryClient.invalidateQueries({ queryKey: ['alerts'] });
      if (secret === undefined) onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = String(new FormData(event.currentTarget).get('address') ?? '').trim();
    if (watch) add.mutate({ watch, channel, ...(channel === 'webhook' ? { address } : {}) });
  };
  const secret = add.data?.secret;
  return (
    <Dialog open onOpenChange={onClose} title={secret === undefined ? 'Subscribe' : 'The webhook’s secret'}>
      {secret === undefined ? (
        <form onSubmit={submit} className="space-y-4">
          {about ? (
            <p className="text-sm">{plainText(about.name)}</p>
          ) : (
            <WatchFields watch={watch} onChange={setWatch} />
          )}
          <fieldset>
            <legend className="mb-1 text-sm font-medium">How you are told</legend>
            {(data?.channels ?? ['in-app' as const]).map((each) => (
              <Choice
                key={each}
                type="radio"
                name="channel"
                value={each}
                checked={channel === each}
                onChange={() => setChannel(each)}
                label={channelLabels[each]}
                hint={
                  each === 'e-mail'
                    ? `${me?.account?.email ?? 'Your address'}; ${channelHints[each]}`
                    : channelHints[each]
                }
              />
            ))}
          </fieldset>
          {channel === 'webhook' && (
            <Field label="Address" required hint="A public https:// address; its secret is shown once.">
              {(control) => <Input {...control} name="address" type="url" required maxLength={2000} />}
            </Field>
          )}
          {add.isError && <ErrorState error={add.error} />}
          <FormActions action="Subscribe" onCancel={onClose} busy={add.isPending} disabled={watch === undefined} />
        </form>
      ) : (
        <ShownOnce
          text={secret}
          advice="Copy it now: it is shown this once. With it the receiver checks that a message comes from this node."
          copy="Copy secret"
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

const channelLabels: Readonly<Record<AlertChannel, string>> = {
  'in-app': 'In the list of alerts',
  'e-mail': 'There, and by e-mail',
  webhook: 'There, and by webhook',
};
const channelHints: Readonly<Record<AlertChannel, string>> = {
  'in-app': 'Nothing leaves the node',
  'e-mail': 'many at once become one mail. It says that there is something, and no more unless the operator allows it',
  webhook: 'A signed message to a program of yours, which says that there is something',
};

import type { AlertChannel, AlertSubscription } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { testSubscription, unsubscribe } from '../../api/alerts.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

const channelNames: Readonly<Record<AlertChannel, string>> = {
  'in-app': 'Here only',
  'e-mail': 'And by e-mail',
  webhook: 'And by webhook',
};

/** What one asked to be told of, and how that goes. */
export function SubscriptionsTab({ subscriptions }: { subscriptions: readonly AlertSubscription[] }) {
  if (subscriptions.length === 0) {
    return (
      <EmptyState title="No subscriptions">
        You are told of nothing by itself yet: subscribe to a claim, a member, signals, leads or a saved search.
      </EmptyState>
    );
  }
  return (
    <ul className="max-w-4xl divide-y divide-line rounded-lg border border-line bg-sheet">
      {subscriptions.map((each) => (
        <li key={each.id}>
          <SubscriptionRow subscription={each} />
        </li>
      ))}
    </ul>
  );
}

function SubscriptionRow({ subscription }: { subscription: AlertSubscription }) {
  const { id, name, channel, address, created, stopped } = subscription;
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['alerts'] });
  const remove = useMutation({ mutationFn: () => unsubscribe(id), onSuccess: refresh });
  const test = useMutation({
    mutationFn: () => testSubscription(id),
    onSuccess: async ({ arrived, problem }) => {
      if (arrived) showToast({ tone: 'good', title: 'The test arrived.' });
      else showToast({ tone: 'danger', title: `The test did not arrive. ${problem ?? ''}` });
      await refresh();
    },
  });
  const failed = remove.error ?? test.error;
  return (
    <div className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="break-words font-medium">
            <SafeText>{name}</SafeText>
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            <Badge tone={stopped ? 'warn' : 'plain'}>{channelNames[channel]}</Badge>
            {address && (
              <span className="min-w-0 font-mono text-xs break-all">
                <SafeText>{address}</SafeText>
              </span>
            )}
            <span className="text-ink-faint">
              since <Time value={created} form="date" />
            </span>
          </p>
        </div>
        <div className="flex gap-2">
          {channel !== 'in-app' && (
            <Button size="sm" busy={test.isPending} onClick={() => test.mutate()} aria-label={`Send a test: ${name}`}>
              Send a test
            </Button>
          )}
          <Button
            size="sm"
            tone="quiet"
            busy={remove.isPending}
            onClick={() => remove.mutate()}
            aria-label={`Remove: ${name}`}
          >
            Remove
          </Button>
        </div>
      </div>
      {stopped && (
        <p className="rounded-md bg-warn-soft p-2 text-sm text-warn">
          Given up <Time value={stopped.time} />: <SafeText>{stopped.problem}</SafeText> A test that arrives takes it up
          again.
        </p>
      )}
      {failed && <ErrorState error={failed} />}
    </div>
  );
}

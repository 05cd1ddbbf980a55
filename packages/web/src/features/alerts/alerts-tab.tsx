import type { Alert, AlertList } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { markAlertsRead } from '../../api/alerts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

interface AlertsTabProps {
  list: AlertList;
  onSubscriptions: () => void;
}

/** Everything one was told of, newest first. */
export function AlertsTab({ list: { alerts, unread, stopped }, onSubscriptions }: AlertsTabProps) {
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: markAlertsRead,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['alerts'] }),
  });
  return (
    <div className="max-w-4xl space-y-3">
      {stopped > 0 && (
        <p role="status" className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft p-3 text-sm text-warn">
          {stopped === 1 ? 'A channel was given up' : `${stopped} channels were given up`}: what was sent did not arrive
          for days. Everything is in this list.
          <Button size="sm" onClick={onSubscriptions}>
            Look at them
          </Button>
        </p>
      )}
      {alerts.length === 0 ? (
        <EmptyState title="No alerts">
          Subscribe to a claim, a member, signals, leads or a saved search, and what comes is listed here.
        </EmptyState>
      ) : (
        <>
          <div className="flex min-h-9 items-center justify-between gap-4 text-sm text-ink-soft">
            <span className="tabular">{unread === 0 ? 'All read' : `${unread} unread`}</span>
            {unread > 0 && (
              <Button size="sm" busy={read.isPending} onClick={() => read.mutate(undefined)}>
                Mark all as read
              </Button>
            )}
          </div>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {alerts.map((alert) => (
              <AlertRow key={alert.id} alert={alert} onRead={() => read.mutate([alert.id])} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function AlertRow({ alert, onRead }: { alert: Alert; onRead: () => void }) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (!alert.read) onRead();
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(alert.path);
  };
  return (
    <li>
      <a
        href={alert.path}
        data-row-link
        onClick={open}
        className="grid grid-cols-[0.75rem_1fr_auto] items-baseline gap-x-2 px-4 py-3 no-underline hover:bg-sunk/60"
      >
        {/* Filled for unread: a shape, and the weight of the title, beside the colour. */}
        <span aria-hidden="true" className={classNames('text-2xs', alert.read ? 'text-transparent' : 'text-accent')}>
          ●
        </span>
        <span className={classNames('min-w-0 break-words text-ink', alert.read ? '' : 'font-semibold')}>
          {!alert.read && <span className="sr-only">Unread: </span>}
          <SafeText>{alert.title}</SafeText>
        </span>
        <span className="text-sm text-ink-faint">
          <Time value={alert.time} />
        </span>
        <span className="col-start-2 col-end-4 mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <Badge>{alert.what}</Badge> <SafeText>{alert.subscription.name}</SafeText>
        </span>
      </a>
    </li>
  );
}

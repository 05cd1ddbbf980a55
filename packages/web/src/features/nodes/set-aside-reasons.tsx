import type { SetAsideList, SetAsideRun } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryAllSetAside, setAsideQuery } from '../../api/peers.ts';
import { countOf } from '../../lib/format-number.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** How many wait for which reason, and a button to try them all once more. */
export function SetAsideReasons({ id, list: { reasons, total, run } }: { id: string; list: SetAsideList }) {
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: (rule: string | undefined) => retryAllSetAside(id, rule),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: setAsideQuery(id).queryKey }),
    onError: (error) => showToast({ tone: 'danger', title: error.message }),
  });
  const isRunning = retry.isPending || run?.isOver === false;
  return (
    <div className="mb-3 rounded-lg border border-line bg-sheet px-4 py-2.5 text-sm">
      <ul className="divide-y divide-line">
        {reasons.map(({ rule, count }) => (
          <li key={rule} className="flex flex-wrap items-center gap-2 py-1.5">
            <span className="mr-auto min-w-0 font-mono text-xs break-all">
              <SafeText>{rule}</SafeText>
            </span>
            <span className="text-ink-soft">{countOf(count, 'object')}</span>
            {reasons.length > 1 && (
              <Button size="sm" disabled={isRunning} onClick={() => retry.mutate(rule)}>
                Try these again
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3 pt-2">
        <Button size="sm" disabled={isRunning || total === 0} onClick={() => retry.mutate(undefined)}>
          Try all again
        </Button>
        <div role="status" className="min-w-0 text-ink-soft">
          {run === undefined ? null : <RunState run={run} />}
        </div>
      </div>
    </div>
  );
}

function RunState({ run: { total, done, taken, isOver, failure } }: { run: SetAsideRun }) {
  if (!isOver) {
    return (
      <span className="flex items-center gap-2">
        <progress max={Math.max(total, 1)} value={done} aria-label="Tried again" className="h-2 w-32 accent-accent" />
        {done} of {total}
      </span>
    );
  }
  if (failure !== undefined)
    return (
      <span className="text-danger">
        It ended after {done}: {failure}
      </span>
    );
  return (
    <>
      {taken} of {done} could be taken now.
    </>
  );
}

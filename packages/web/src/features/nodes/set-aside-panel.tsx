import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { discardSetAside, peersQuery, retrySetAside, setAsideQuery } from '../../api/peers.ts';
import { countOf } from '../../lib/format-number.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { SetAsideReasons } from './set-aside-reasons.tsx';

/** What a node sent that could not be taken: why, and what to do with each. */
export function SetAsidePanel({ id, waiting }: { id: string; waiting: number }) {
  const queryClient = useQueryClient();
  const query = useQuery(setAsideQuery(id));
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count, asked for every few seconds, says that the list changed
  useEffect(() => void refetch(), [waiting, refetch]);
  const decide = useMutation({
    mutationFn: ({ number, again }: { number: number; again: boolean }) =>
      again ? retrySetAside(id, number) : discardSetAside(id, number),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: peersQuery.queryKey }),
    onError: (error) => showToast({ tone: 'danger', title: error.message }),
  });
  return (
    <Panel title="Set aside" aside={waiting > 0 ? countOf(waiting, 'object') : undefined} bare>
      <QueryState query={query} lines={3}>
        {(list) =>
          list.total === 0 && list.run?.isOver !== false ? (
            <p className="text-sm text-ink-soft">Nothing: all that came could be taken.</p>
          ) : (
            <>
              <p className="mb-2 text-sm text-ink-soft">
                Tell the other side what is wrong: a new version of it arrives by itself, and then this can be
                discarded.
              </p>
              <SetAsideReasons id={id} list={list} />
              <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
                {list.setAside.map(({ id: number, member, object, reason, at, retriable }) => (
                  <li key={number} className="flex flex-wrap items-start gap-2 px-4 py-2.5 text-sm">
                    <div className="mr-auto min-w-0 basis-64">
                      <p className="font-medium">
                        <SafeText>{reason}</SafeText>
                      </p>
                      <p className="font-mono text-xs break-all text-ink-faint">
                        <SafeText>{object}</SafeText>
                      </p>
                      <p className="text-xs text-ink-faint">
                        for <SafeText>{member.name}</SafeText>, <Time value={at} />
                      </p>
                    </div>
                    {retriable && (
                      <Button size="sm" onClick={() => decide.mutate({ number, again: true })}>
                        Try again
                      </Button>
                    )}
                    <Button size="sm" onClick={() => decide.mutate({ number, again: false })}>
                      Discard
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryState>
    </Panel>
  );
}

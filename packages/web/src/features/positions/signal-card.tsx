import type { Signal } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { restoreSignal } from '../../api/positions.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { signalWords } from '../../stix/signal-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { PartyLine } from './party-line.tsx';
import { SignalSubject } from './signal-subject.tsx';

/** A signal with everything that it rests on. `withClaim` names its claim, where the page does not. */
export function SignalCard({ signal, withClaim = true }: { signal: Signal; withClaim?: boolean }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const [dismissing, setDismissing] = useState(false);
  const restore = useMutation({
    mutationFn: () => restoreSignal(signal),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['positions'] }),
  });
  const { label, tone } = signalWords[signal.kind];
  return (
    <article className="space-y-2 rounded-lg border border-line bg-sheet p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{label}</Badge>
        {signal.fresh && <Badge tone="accent">New to you</Badge>}
        <span className="text-xs text-ink-faint">
          <Time value={signal.day} form="date" />
        </span>
        {mayPublish(me) && (
          <span className="ml-auto">
            {signal.dismissed ? (
              <Button size="sm" tone="quiet" busy={restore.isPending} onClick={() => restore.mutate()}>
                Take back
              </Button>
            ) : (
              <Button size="sm" tone="quiet" onClick={() => setDismissing(true)}>
                Put aside
              </Button>
            )}
          </span>
        )}
      </header>
      {withClaim && (
        <p className="text-sm">
          <SignalSubject signal={signal} />
        </p>
      )}
      <p className="font-serif text-[1.0625rem] leading-snug">
        <SafeText>{signal.sentence}</SafeText>
      </p>
      {signal.dismissed && (
        <p className="rounded-md bg-sunk px-3 py-2 text-sm text-ink-soft">
          Put aside
          {signal.dismissed.author && (
            <>
              {' '}
              by <SafeText>{signal.dismissed.author}</SafeText>
            </>
          )}
          : <SafeText>{signal.dismissed.reason}</SafeText>
        </p>
      )}
      <details>
        <summary className="min-h-7 text-xs font-medium text-accent">On what it rests</summary>
        <ul className="mt-1 space-y-1.5">
          {signal.parties.map((party) => (
            <li key={`${party.rests ?? party.principal.id} ${party.holder.id}`}>
              <PartyLine party={party} />
            </li>
          ))}
          {signal.more !== undefined && <li className="text-sm text-ink-soft">and {signal.more} more</li>}
        </ul>
      </details>
      {dismissing && <DismissDialog signal={signal} onClose={() => setDismissing(false)} />}
    </article>
  );
}

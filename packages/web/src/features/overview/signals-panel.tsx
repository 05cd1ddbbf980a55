import type { Picture } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { signalWords } from '../../stix/signal-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { SignalSubject } from '../positions/signal-subject.tsx';

/** Who contradicts whom, who moved, who kept silent: what is new, and what concerns the own member, first. */
export function SignalsPanel({ signals, count }: { signals: Picture['signals']; count: number }) {
  return (
    <Panel
      title="Signals"
      bare
      aside={
        count > signals.length && (
          <Link to="/positions" search={{ tab: 'signals' }} className="inline-block py-1 text-accent hover:underline">
            All {count}
          </Link>
        )
      }
    >
      {signals.length === 0 ? (
        <p className="text-sm text-ink-soft">Nothing contradicts itself, moved, or stayed silent.</p>
      ) : (
        <ul className="divide-y divide-line">
          {signals.map((signal) => {
            const { label, tone } = signalWords[signal.kind];
            return (
              <li key={signal.key} className="py-2.5">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <Badge tone={tone}>{label}</Badge>
                  {signal.fresh && <Badge tone="accent">New to you</Badge>}
                  <span className="text-xs text-ink-faint">
                    <Time value={signal.day} form="date" />
                  </span>
                </p>
                <p className="mt-1 font-serif leading-snug">
                  <SafeText>{signal.sentence}</SafeText>
                </p>
                <p className="text-xs">
                  <SignalSubject signal={signal} className="inline-block py-1" />
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

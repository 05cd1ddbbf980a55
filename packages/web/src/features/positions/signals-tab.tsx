import type { Signal } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signalsQuery } from '../../api/positions.ts';
import { signalWords } from '../../stix/signal-words.ts';
import { Choice, Select } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SignalCard } from './signal-card.tsx';

const mostShown = 100;

/** Everything that the picture points out, newest first. */
export function SignalsTab() {
  const [dismissed, setDismissed] = useState(false);
  const [kind, setKind] = useState('');
  const signals = useQuery(signalsQuery(dismissed));
  return (
    <div className="max-w-4xl space-y-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Field label="Kind" className="w-60">
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value="">All kinds</option>
              {Object.entries(signalWords).map(([value, { label }]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Choice
          label="Also what was put aside"
          checked={dismissed}
          onChange={(event) => setDismissed(event.target.checked)}
        />
      </div>
      <QueryState query={signals} lines={8}>
        {(all) => {
          const list = all.filter((signal: Signal) => kind === '' || signal.kind === kind);
          if (list.length === 0) {
            return (
              <EmptyState title="No signals">
                Nothing in what you may see contradicts itself, moved, or stayed silent.
              </EmptyState>
            );
          }
          return (
            <div className="space-y-3">
              {list.slice(0, mostShown).map((signal) => (
                <SignalCard key={signal.key} signal={signal} />
              ))}
              {list.length > mostShown && (
                <p className="text-center text-xs text-ink-faint">
                  The newest {mostShown} are shown. Choose a kind to see others.
                </p>
              )}
            </div>
          );
        }}
      </QueryState>
    </div>
  );
}

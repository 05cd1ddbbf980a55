import type { ReactNode } from 'react';
import { formatCount } from '../lib/format-number.ts';

export interface Bar {
  key: string;
  label: ReactNode;
  count: number;
  /** How the count is written, where that is not the plain number. */
  text?: string;
}

/** Counts as bars behind their labels, largest first as given. */
export function BarList({ bars }: { bars: Bar[] }) {
  const largest = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ul className="space-y-0.5">
      {bars.map((bar) => (
        <li key={bar.key} className="relative flex min-h-7 items-center justify-between gap-3 px-2 text-sm">
          <div
            aria-hidden="true"
            className="absolute inset-y-0.5 left-0 rounded-sm bg-accent-soft"
            style={{ width: `${Math.max(2, (bar.count / largest) * 100)}%` }}
          />
          <span className="relative min-w-0 truncate">{bar.label}</span>
          <span className="tabular relative text-xs text-ink-soft">{bar.text ?? formatCount(bar.count)}</span>
        </li>
      ))}
    </ul>
  );
}

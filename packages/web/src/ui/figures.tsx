import type { ReactNode } from 'react';

/** Figures large enough to be read in passing, each under what it counts. */
export function Figures({ figures }: { figures: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="text-xs text-ink-faint">{label}</dt>
          <dd className="tabular font-serif text-2xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

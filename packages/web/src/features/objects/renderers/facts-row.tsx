import type { ReactNode } from 'react';

/** The few facts that head a reading, side by side, by their labels. Absent ones leave no gap. */
export function FactsRow({ facts }: { facts: Readonly<Record<string, ReactNode>> }) {
  const shown = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== false);
  if (shown.length === 0) return null;
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt className="text-xs text-ink-faint">{label}</dt>
          <dd className="text-sm font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

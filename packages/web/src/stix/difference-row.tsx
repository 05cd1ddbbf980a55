import type { ReactNode } from 'react';
import { SafeText } from '../ui/safe-text.tsx';
import { propertyLabel } from './property-label.ts';

interface DifferenceRowProps {
  property: string;
  /** What stands beside the name. */
  badge?: ReactNode;
  children: ReactNode;
}

/** One property that differs, in a `dl`. */
export function DifferenceRow({ property, badge, children }: DifferenceRowProps) {
  return (
    <div className="grid gap-x-6 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="flex flex-wrap items-start gap-2">
        <SafeText>{propertyLabel(property)}</SafeText> {badge}
      </dt>
      <dd className="min-w-0 space-y-2">{children}</dd>
    </div>
  );
}

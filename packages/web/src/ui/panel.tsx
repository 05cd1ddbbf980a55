import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';

interface PanelProps {
  title: string;
  /** Sits at the right of the heading. */
  aside?: ReactNode;
  /** Without the sheet behind it: for sections whose content has its own frame. */
  bare?: boolean;
  className?: string;
  children: ReactNode;
}

/** A section of a page under its small heading. */
export function Panel({ title, aside, bare = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classNames('min-w-0', className)}>
      <div className="mb-2 flex min-h-7 items-end justify-between gap-3 border-b border-line pb-1">
        <h2 id={id} className="eyebrow">
          {title}
        </h2>
        {aside && <div className="text-xs text-ink-faint">{aside}</div>}
      </div>
      <div className={bare ? undefined : 'rounded-lg border border-line bg-sheet p-4'}>{children}</div>
    </section>
  );
}

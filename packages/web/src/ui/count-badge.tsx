import { classNames } from './class-names.ts';

interface CountBadgeProps {
  count: number;
  /** What of them is counted, for screen readers: “unread”. */
  what: string;
  className?: string;
}

/** A number beside the name of a page; nothing for none. */
export function CountBadge({ count, what, className }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span className={classNames('tabular rounded-sm bg-accent px-1 text-2xs font-semibold text-accent-ink', className)}>
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {what}</span>
    </span>
  );
}

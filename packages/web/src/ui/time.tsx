import { formatDate, formatDateTime, formatRelative } from '../lib/format-time.ts';

interface TimeProps {
  /** RFC 3339 */
  value: string;
  form?: 'relative' | 'date' | 'full';
}

/** A point in time; the exact text, with all its digits, is in the tooltip. */
export function Time({ value, form = 'relative' }: TimeProps) {
  const shown =
    form === 'full' ? formatDateTime(value) : form === 'date' ? formatDate(value) : formatRelative(value, new Date());
  return (
    <time dateTime={value} title={value} className="tabular whitespace-nowrap">
      {shown}
    </time>
  );
}

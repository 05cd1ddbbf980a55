import { useQuery } from '@tanstack/react-query';
import { alertsQuery } from '../../api/alerts.ts';

/** How many alerts are unread; nothing where there are none. */
export function UnreadAlerts() {
  const { data } = useQuery(alertsQuery);
  if (!data || data.unread === 0) return null;
  return (
    <span className="tabular ml-auto rounded-sm bg-accent px-1 text-2xs font-semibold text-accent-ink">
      {data.unread > 99 ? '99+' : data.unread}
      <span className="sr-only"> unread</span>
    </span>
  );
}

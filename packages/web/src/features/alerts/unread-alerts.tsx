import { useQuery } from '@tanstack/react-query';
import { alertsQuery } from '../../api/alerts.ts';
import { CountBadge } from '../../ui/count-badge.tsx';

/** How many alerts are unread. */
export function UnreadAlerts() {
  const { data } = useQuery(alertsQuery);
  return <CountBadge count={data?.unread ?? 0} what="unread" className="ml-auto" />;
}

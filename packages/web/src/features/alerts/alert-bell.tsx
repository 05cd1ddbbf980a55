import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { alertsQuery } from '../../api/alerts.ts';
import { Icon } from '../../ui/icon.tsx';

/** Leads to the alerts, and says how many are unread. */
export function AlertBell() {
  const { data } = useQuery(alertsQuery);
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? 'Alerts' : `Alerts: ${unread} unread`;
  return (
    <Link
      to="/alerts"
      aria-label={label}
      title={label}
      activeProps={{}}
      className="relative inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-sunk hover:text-ink"
    >
      <Icon name="bell" className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="tabular absolute top-0.5 right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-accent-ink"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  );
}

import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/session.ts';
import { UnreadAlerts } from '../../features/alerts/unread-alerts.tsx';
import { NewLeads } from '../../features/leads/new-leads.tsx';
import { Icon } from '../../ui/icon.tsx';
import { navigationFor } from './navigation.ts';
import { SavedSearchLinks } from './saved-search-links.tsx';

/** On a low screen the list scrolls: where one is must not lie below its edge when a page is opened by its address. */
function bringIntoView(link: HTMLAnchorElement | null): void {
  if (link?.ariaCurrent === 'page') link.scrollIntoView({ block: 'nearest' });
}

/** The groups of pages; the saved searches stand under Browse, with what is new in them. */
export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const me = useMe();
  return navigationFor(me).map((group) => (
    <div key={group.title} className="mb-5">
      <p className="eyebrow mb-1 px-2.5">{group.title}</p>
      <ul>
        {group.items.map((item) => (
          <li key={item.to}>
            <Link
              to={item.to}
              activeOptions={{ exact: item.to === '/', includeSearch: false }}
              onClick={onNavigate}
              ref={bringIntoView}
              className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-ink-soft hover:bg-sunk hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong"
            >
              <Icon name={item.icon} />
              {item.label}
              {item.to === '/alerts' && <UnreadAlerts />}
              {item.to === '/leads' && <NewLeads className="ml-auto" />}
            </Link>
            {item.to === '/browse' && <SavedSearchLinks onNavigate={onNavigate} />}
          </li>
        ))}
      </ul>
    </div>
  ));
}

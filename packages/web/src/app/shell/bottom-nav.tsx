import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/session.ts';
import { NewLeads } from '../../features/leads/new-leads.tsx';
import { Icon } from '../../ui/icon.tsx';
import { navigationFor } from './navigation.ts';

const cell =
  'relative flex flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium text-ink-soft aria-[current=page]:text-accent aria-[current=page]:shadow-[inset_0_2px_0_var(--color-accent)]';

/** The navigation of small screens: the pages under the thumb, the rest behind “More”. */
export function BottomNav({ onMenu }: { onMenu: () => void }) {
  const me = useMe();
  const wanted = ['/', '/browse', '/publish', '/leads'];
  const items = navigationFor(me)
    .flatMap((group) => group.items)
    .filter((item) => wanted.includes(item.to));
  return (
    <nav
      aria-label="Main pages"
      className="fixed inset-x-0 bottom-0 z-20 flex h-15 border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
          className={cell}
        >
          <Icon name={item.icon} className="size-5" />
          {item.label}
          {item.to === '/leads' && <NewLeads className="absolute top-1 left-1/2 ml-2" />}
        </Link>
      ))}
      <button type="button" onClick={onMenu} className={cell}>
        <Icon name="menu" className="size-5" />
        More
      </button>
    </nav>
  );
}

import { AlertBell } from '../../features/alerts/alert-bell.tsx';
import { AccountBlock } from './account-block.tsx';
import { NavLinks } from './nav-links.tsx';
import { SearchButton } from './search-button.tsx';
import { Wordmark } from './wordmark.tsx';

/** The navigation of wide screens. */
export function Sidebar({ onSearch }: { onSearch: () => void }) {
  return (
    <aside
      aria-label="Navigation"
      className="fixed inset-y-0 left-0 z-20 hidden w-60 flex-col print:hidden border-r border-line bg-sheet lg:flex"
    >
      <div className="flex items-center justify-between gap-1 pt-5 pr-2 pb-4 pl-4">
        <Wordmark />
        <AlertBell />
      </div>
      <div className="px-3 pb-4">
        <SearchButton onClick={onSearch} />
      </div>
      <nav aria-label="Pages" className="min-h-0 flex-1 overflow-y-auto px-3 py-1">
        <NavLinks />
      </nav>
      <div className="border-t border-line p-3">
        <AccountBlock />
      </div>
    </aside>
  );
}

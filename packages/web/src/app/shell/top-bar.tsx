import { AlertBell } from '../../features/alerts/alert-bell.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Wordmark } from './wordmark.tsx';

/** The head of small screens. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center justify-between gap-3 border-b border-line bg-sheet px-4 lg:hidden">
      <Wordmark />
      <div className="flex items-center gap-1">
        <AlertBell />
        <IconButton label="Search or go to" onClick={onSearch}>
          <Icon name="browse" className="size-5" />
        </IconButton>
      </div>
    </header>
  );
}

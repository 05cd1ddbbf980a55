import { Dialog } from '../../ui/dialog.tsx';
import { AccountBlock } from './account-block.tsx';
import { NavLinks } from './nav-links.tsx';

export function NavSheet({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open onOpenChange={onOpenChange} title="All pages" form="sheet">
      <nav aria-label="All pages">
        <NavLinks onNavigate={() => onOpenChange(false)} />
      </nav>
      <div className="border-t border-line pt-3">
        <AccountBlock />
      </div>
    </Dialog>
  );
}

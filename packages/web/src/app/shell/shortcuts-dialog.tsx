import { Dialog } from '../../ui/dialog.tsx';

const shortcuts: [keys: string, meaning: string][] = [
  ['Ctrl K', 'Search, or go to any page'],
  ['/', 'Into the search field'],
  ['j', 'Next object in a list'],
  ['k', 'Previous object in a list'],
  ['Enter', 'Open it'],
  ['?', 'These shortcuts'],
];

export function ShortcutsDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open onOpenChange={onOpenChange} title="Keyboard">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2 text-sm">
        {shortcuts.map(([keys, meaning]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-edge px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import { Icon } from '../../ui/icon.tsx';

/** Looks like a search field and opens the palette. */
export function SearchButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts="Control+K"
      className="flex h-9 w-full items-center gap-2 rounded-md border border-line bg-paper px-2.5 text-sm text-ink-faint hover:border-edge hover:text-ink"
    >
      <Icon name="browse" />
      <span className="flex-1 truncate text-left">Search or go to…</span>
      <kbd className="shrink-0 rounded-sm border border-line px-1 font-mono text-2xs whitespace-nowrap">Ctrl K</kbd>
    </button>
  );
}

import { useEffect } from 'react';
import { isTyping } from '../../lib/is-typing.ts';

interface Shortcuts {
  openPalette: () => void;
  openShortcuts: () => void;
}

/** Ctrl-K and `/` and `?`. A page's own search field, marked `data-search-input`, is what `/` goes to. */
export function useShortcuts({ openPalette, openShortcuts }: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.key === '/') {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>('[data-search-input]');
        if (field) field.select();
        else openPalette();
      } else if (event.key === '?') {
        openShortcuts();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [openPalette, openShortcuts]);
}

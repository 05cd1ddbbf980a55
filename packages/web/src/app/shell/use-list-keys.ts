import { useEffect } from 'react';
import { isTyping } from '../../lib/is-typing.ts';

function firstInView(links: Element[]): Element | undefined {
  return links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0];
}

/** j and k walk the links marked `data-row-link`, in every list of every page; Enter then opens, being a link. */
export function useListKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      if (event.key !== 'j' && event.key !== 'k') return;
      const links: Element[] = [...document.querySelectorAll('main [data-row-link]')];
      const at = document.activeElement ? links.indexOf(document.activeElement) : -1;
      const next = at < 0 ? firstInView(links) : links[at + (event.key === 'j' ? 1 : -1)];
      if (next instanceof HTMLElement) next.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

import { useEffect } from 'react';
import { plainText } from './hostile-text.ts';

/** Names the browser's tab after the page that is shown. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${plainText(title)} · Entente` : 'Entente';
  }, [title]);
}

import type { ReactNode } from 'react';
import { plainText } from '../lib/hostile-text.ts';
import { safeHref } from '../lib/safe-href.ts';
import { Icon } from './icon.tsx';

/** A link out of the application, or only its text where the address must not be one. */
export function ExternalLink({ href, children }: { href: unknown; children: ReactNode }) {
  const safe = safeHref(href);
  if (!safe) return <span>{children}</span>;
  return (
    <a
      href={safe}
      title={plainText(safe)}
      target="_blank"
      rel="noopener noreferrer nofollow external"
      className="text-accent underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      {children}
      <Icon name="external" className="ml-[0.2em] size-[0.7em] align-[-0.02em]" />
      <span className="sr-only"> (opens elsewhere)</span>
    </a>
  );
}

import type { ReactNode } from 'react';

interface PageHeaderProps {
  eyebrow?: ReactNode;
  title: ReactNode;
  /** One or two sentences on what the page is for. */
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page: the one h1, what it is for, and what can be done. */
export function PageHeader({ eyebrow, title, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b-3 border-double border-line pb-4">
      <div className="min-w-0 max-w-3xl">
        {eyebrow && <div className="eyebrow mb-1">{eyebrow}</div>}
        <h1 className="font-serif text-[1.75rem] leading-tight font-semibold tracking-[-0.01em] sm:text-[2.125rem]">
          {title}
        </h1>
        {lead && <p className="mt-1.5 text-sm text-ink-soft">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

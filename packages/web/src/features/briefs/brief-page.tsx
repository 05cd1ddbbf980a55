import type { Brief } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { type BriefSearch, briefFile, briefQuery } from '../../api/briefs.ts';
import { ApiError } from '../../api/request.ts';
import { formatDateTime } from '../../lib/format-time.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { BriefSection } from './brief-section.tsx';
import { BriefTerms } from './brief-terms.tsx';
import { BriefWanted } from './brief-wanted.tsx';

interface BriefPageProps {
  search: BriefSearch;
  onChange: (search: BriefSearch) => void;
}

/** A brief to read, print or take along. Its terms stand above and below, and on every printed page. */
export function BriefPage({ search, onChange }: BriefPageProps) {
  const brief = useQuery(briefQuery(search));
  usePageTitle(brief.data === undefined ? 'Brief' : `Brief: ${brief.data.title}`);
  const refused =
    brief.error instanceof ApiError && [400, 403, 404].includes(brief.error.status) ? brief.error : undefined;
  return (
    <div className="mx-auto max-w-3xl">
      <BriefWanted search={search} onChange={onChange} />
      {refused ? (
        <EmptyState title="No brief">{refused.message}</EmptyState>
      ) : (
        <QueryState query={brief} lines={14}>
          {(data) => <Paper brief={data} search={search} />}
        </QueryState>
      )}
    </div>
  );
}

function Paper({ brief, search }: { brief: Brief; search: BriefSearch }) {
  return (
    <article className="brief-paper">
      <BriefTerms terms={brief.terms} place="top" />
      <header className="mt-5 mb-6">
        <h1 className="font-serif text-3xl leading-tight">
          <SafeText>{brief.title}</SafeText>
        </h1>
        <p className="mt-1 text-sm text-ink-soft">
          <SafeText>{brief.subtitle}</SafeText>
        </p>
        <div className="mt-3 flex flex-wrap gap-2 print:hidden">
          <a className={buttonClass('primary')} href={briefFile(search, 'pdf')} download>
            PDF
          </a>
          <a className={buttonClass()} href={briefFile(search, 'markdown')} download>
            Markdown
          </a>
          <Button onClick={() => window.print()}>Print</Button>
        </div>
      </header>
      {brief.sections.map((section) => (
        <BriefSection key={section.heading} section={section} />
      ))}
      {brief.sources.length > 0 && (
        <section aria-labelledby="brief-sources" className="mt-8">
          <h2 id="brief-sources" className="mb-2 font-serif text-xl">
            Sources
          </h2>
          <ol className="space-y-1 text-xs text-ink-soft">
            {brief.sources.map(({ number, text, url }) => (
              <li key={number} id={`source-${number}`} className="flex gap-2">
                <span className="w-6 shrink-0 text-right tabular-nums">{number}.</span>
                <span className="min-w-0 wrap-anywhere">
                  {url === undefined ? (
                    <SafeText>{text}</SafeText>
                  ) : (
                    <ExternalLink href={url}>
                      <SafeText>{text}</SafeText>
                    </ExternalLink>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className="mt-8 mb-3 text-xs text-ink-faint">
        Made for <SafeText>{brief.by}</SafeText>, {formatDateTime(brief.made)}.
      </p>
      <BriefTerms terms={brief.terms} place="bottom" />
    </article>
  );
}

import type { ReportSummary } from '@entente/server/api-types';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reportsQuery } from '../../api/reports.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { formatDate } from '../../lib/format-time.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** The texts that came in. */
export function ReportsPage() {
  usePageTitle('Reports');
  const me = useMe();
  const reports = useInfiniteQuery(reportsQuery);
  const all = reports.data?.pages.flatMap((page) => page.reports) ?? [];
  const bring = mayPublish(me) && (
    <Link to="/reports/add" className={buttonClass('primary')}>
      <Icon name="plus" /> Bring a text in
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Reports"
        lead="Texts that came in: read them, and confirm who said what."
        actions={
          <>
            <Link to="/reports/feeds" className={buttonClass()}>
              Feeds
            </Link>
            {all.length > 0 && bring}
          </>
        }
      />
      {reports.isPending && <Skeleton lines={9} />}
      {reports.isError && <ErrorState error={reports.error} onRetry={() => reports.refetch()} />}
      {reports.isSuccess && all.length === 0 && (
        <EmptyState title="No reports yet" action={bring}>
          Paste an article or drop a file: plain text, Markdown, a web page, PDF, DOCX, mail or a feed.
        </EmptyState>
      )}
      {all.length > 0 && (
        <ol className="max-w-5xl divide-y divide-line rounded-lg border border-line bg-sheet">
          {all.map((report) => (
            <Row key={report.summary.id} report={report} />
          ))}
        </ol>
      )}
      {reports.hasNextPage && (
        <Button className="mt-4" busy={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
          More
        </Button>
      )}
    </>
  );
}

function Row({ report: { summary, facts, proposals, sameAs } }: { report: ReportSummary }) {
  const from = [facts.publisher, facts.byline && `by ${facts.byline}`].filter(Boolean).join(', ');
  const date = facts.dated ?? facts.published;
  return (
    <li>
      <Link
        to="/reports/$id"
        params={{ id: summary.id }}
        data-row-link
        className="block px-4 py-3 no-underline hover:bg-sunk focus-visible:-outline-offset-2"
      >
        <span className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <span className="min-w-0 font-serif text-lg leading-snug font-semibold text-ink">
            <SafeText>{summary.title}</SafeText>
          </span>
          <TlpLabel level={summary.tlp} />
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
          {from && <SafeText>{from}</SafeText>}
          {date && <span>· {formatDate(date)}</span>}
          <span>
            · from <SafeText>{summary.owner.name}</SafeText>
          </span>
          {proposals &&
            (proposals.open > 0 ? (
              <Badge tone="warn">
                {proposals.open} of {proposals.open + proposals.decided} to decide
              </Badge>
            ) : (
              <Badge tone="good">done</Badge>
            ))}
          {!proposals && <Badge>not opened</Badge>}
          {sameAs > 0 && <Badge tone="accent">same wording as {sameAs} more</Badge>}
        </span>
      </Link>
    </li>
  );
}

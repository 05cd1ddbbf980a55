import type { ReportView } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { reportQuery } from '../../api/reports.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { MarkedPart } from '../../release/marked-part.tsx';
import { Prose } from '../../stix/prose.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { AlikePanel } from './alike-panel.tsx';
import { nobody, paragraphBreak, type Span } from './marks.ts';
import { ReportFactsLine } from './report-facts-line.tsx';
import { ReportText } from './report-text.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { StatementDialog } from './statement-dialog.tsx';
import { StatementList } from './statement-list.tsx';
import { type Reading, useReading } from './use-reading.ts';

/** A report to read, and to confirm who says what in it. */
export function ReportPage({ id }: { id: string }) {
  const report = useQuery(reportQuery(id));
  usePageTitle(plainText(report.data?.summary.title ?? 'Report'));
  return (
    <QueryState query={report} lines={16} page="Report">
      {(view) => <OpenReport key={id} id={id} view={view} />}
    </QueryState>
  );
}

function OpenReport({ id, view }: { id: string; view: ReportView }) {
  const reading = useReading(id, view);
  const { frame, marks, cast, chosen, editing, choose } = reading;
  const text = view.paragraphs.join(paragraphBreak);
  const quoteOf = (spans: readonly Span[]): string => spans.map(({ start, end }) => text.slice(start, end)).join(' … ');

  return (
    <>
      <PageHeader
        eyebrow={<Link to="/reports">Reports</Link>}
        title={<SafeText>{view.summary.title}</SafeText>}
        lead={<ReportFactsLine view={view} />}
        actions={
          <Link to="/objects/$id" params={{ id }} search={{}} className={buttonClass('quiet')}>
            As STIX <Icon name="right" />
          </Link>
        }
      />
      <div className="grid items-start gap-x-12 gap-y-8 pb-56 lg:grid-cols-[minmax(0,44rem)_minmax(18rem,24rem)] lg:pb-8">
        <div ref={frame} className="min-w-0">
          {view.withheld && (
            <p className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
              Its originator has withheld a part of this report from you.
            </p>
          )}
          {view.lead && (
            <div className="mb-6">
              <MarkedPart marks={view.lead.level ? { tlp: view.lead.level, handling: [] } : undefined}>
                <Prose text={view.lead.text} large />
              </MarkedPart>
            </div>
          )}
          <ReportText
            paragraphs={view.paragraphs}
            levels={view.levels}
            marks={marks}
            cast={cast}
            chosen={chosen?.id}
            onChoose={reading.setChosen}
          />
        </div>
        <aside className="min-w-0 lg:sticky lg:top-20 lg:space-y-8">
          <ReviewPanel reading={reading} mayConfirm={view.mayConfirm} />
          <div className="hidden space-y-8 lg:block">
            <AlikePanel report={id} view={view} />
            <StatementList marks={marks} cast={cast} onChoose={choose} />
          </div>
        </aside>
        <div className="space-y-8 lg:hidden">
          <AlikePanel report={id} view={view} />
          <StatementList marks={marks} cast={cast} onChoose={choose} />
        </div>
      </div>
      {editing && (
        <StatementDialog
          given={editing}
          quote={quoteOf(editing.content)}
          others={othersIn(reading)}
          isOwner={view.isOwner}
          onClose={reading.closeEditing}
          onConfirm={reading.confirmEdited}
        />
      )}
    </>
  );
}

/** Who else speaks in the report, to choose from. */
function othersIn({ marks, cast }: Reading): readonly { name: string; id?: string }[] {
  return [...cast.keys()]
    .filter((name) => name !== nobody)
    .map((name) => {
      const known = marks.find((mark) => mark.speakerName === name);
      const speaker = known?.statement?.speaker ?? known?.proposal?.speaker;
      return { name, ...(speaker ? { id: speaker.id } : {}) };
    });
}

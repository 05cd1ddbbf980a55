import type { GivenStatement, ReportView } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { reportQuery } from '../../api/reports.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { MarkedPart } from '../../release/marked-part.tsx';
import { Prose } from '../../stix/prose.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { AlikePanel } from './alike-panel.tsx';
import { acceptedAs } from './given-statement.ts';
import { Key, MarkCard } from './mark-card.tsx';
import { castOf, type Mark, marksOf, nobody, paragraphBreak, type Span } from './marks.ts';
import { ReportFactsLine } from './report-facts-line.tsx';
import { ReportText } from './report-text.tsx';
import { StatementDialog } from './statement-dialog.tsx';
import { StatementList } from './statement-list.tsx';
import { useReview } from './use-review.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { selectedIn, useHasSelection } from './use-text-selection.ts';

/** A report to read, and to confirm who says what in it. */
export function ReportPage({ id }: { id: string }) {
  const report = useQuery(reportQuery(id));
  usePageTitle(plainText(report.data?.summary.title ?? 'Report'));
  return (
    <QueryState query={report} lines={16} page="Report">
      {(view) => <Reading key={id} id={id} view={view} />}
    </QueryState>
  );
}

function Reading({ id, view }: { id: string; view: ReportView }) {
  const review = useReview(id);
  const frame = useRef<HTMLDivElement>(null);
  const hasSelection = useHasSelection(frame);
  const marks = marksOf(view);
  const cast = castOf(marks);
  const proposed = marks.filter(({ proposal }) => proposal);
  const open = proposed.filter(({ state }) => state === 'open');
  const [chosenId, setChosenId] = useState(open[0]?.id ?? marks[0]?.id);
  const [editing, setEditing] = useState<GivenStatement>();
  const chosen = marks.find((mark) => mark.id === chosenId) ?? open[0] ?? marks[0];
  const text = view.paragraphs.join(paragraphBreak);

  function choose(next: string | undefined): void {
    if (!next) return;
    setChosenId(next);
    requestAnimationFrame(() =>
      frame.current?.querySelector(`[data-mark="${next}"]`)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }),
    );
  }

  function step(by: 1 | -1): void {
    const at = marks.findIndex((mark) => mark.id === chosen?.id);
    choose(marks[Math.min(Math.max(at + by, 0), marks.length - 1)]?.id);
  }

  /** To the next that is open, below first. */
  function leave(mark: Mark): void {
    const at = marks.indexOf(mark);
    const rest = [...marks.slice(at + 1), ...marks.slice(0, at)];
    choose((rest.find(({ state }) => state === 'open') ?? mark).id);
  }

  function accept(): void {
    if (chosen?.state !== 'open' || !chosen.proposal) return;
    review.confirm(acceptedAs(chosen.proposal));
    leave(chosen);
  }

  function reject(): void {
    if (chosen?.state !== 'open') return;
    review.reject(chosen.id);
    leave(chosen);
  }

  function correct(): void {
    if (chosen?.state !== 'open' || !chosen.proposal) return;
    const given = acceptedAs(chosen.proposal);
    const selection = selectedIn(frame.current);
    setEditing(selection ? { ...given, content: [selection] } : given);
  }

  function add(): void {
    // A key may come before the browser has told of the selection: what counts is what is selected now.
    const selection = selectedIn(frame.current);
    if (!selection) return;
    setEditing({ source: [], cue: [], content: [selection], kind: 'said' });
  }

  function undo(): void {
    choose(review.undo());
  }

  useReviewKeys(view.mayConfirm && !editing, {
    j: () => step(1),
    k: () => step(-1),
    a: accept,
    c: correct,
    r: reject,
    n: add,
    u: undo,
  });

  const done = proposed.length - open.length;
  const others = [...cast.keys()]
    .filter((name) => name !== nobody)
    .map((name) => {
      const known = marks.find((mark) => mark.speakerName === name);
      const speaker = known?.statement?.speaker ?? known?.proposal?.speaker;
      return { name, ...(speaker ? { id: speaker.id } : {}) };
    });
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
            onChoose={setChosenId}
          />
        </div>
        <aside className="min-w-0 lg:sticky lg:top-20 lg:space-y-8">
          <section
            aria-label="What is said here"
            className="fixed inset-x-0 bottom-15 z-10 border-t border-line bg-sheet p-3 shadow-pop lg:static lg:rounded-lg lg:border lg:p-4 lg:shadow-none"
          >
            {view.mayConfirm && proposed.length > 0 && <Progress done={done} of={proposed.length} busy={review.busy} />}
            {chosen ? (
              <MarkCard
                mark={chosen}
                speaker={cast.get(chosen.speakerName)}
                mayConfirm={view.mayConfirm}
                onAccept={accept}
                onCorrect={correct}
                onReject={reject}
                onReopen={() => review.reopen(chosen.id)}
                onRevoke={() => review.revoke(chosen.id)}
              />
            ) : (
              <p className="text-sm text-ink-soft">
                {view.mayConfirm
                  ? 'Nothing is proposed. Select words in the text to say who said them.'
                  : 'Nothing in this report has been confirmed yet.'}
              </p>
            )}
            {view.mayConfirm && (
              <div className="mt-2 flex items-center justify-between gap-2">
                <div className="flex gap-1">
                  <Button size="sm" tone="quiet" onClick={() => step(-1)} aria-keyshortcuts="k">
                    <Icon name="left" /> <Key>k</Key>
                    <span className="sr-only">Previous</span>
                  </Button>
                  <Button size="sm" tone="quiet" onClick={() => step(1)} aria-keyshortcuts="j">
                    <span className="sr-only">Next</span>
                    <Key>j</Key> <Icon name="right" />
                  </Button>
                  <Button size="sm" tone="quiet" onClick={undo} aria-keyshortcuts="u">
                    Undo <Key>u</Key>
                  </Button>
                </div>
                <Button
                  size="sm"
                  tone={hasSelection ? 'primary' : 'quiet'}
                  disabled={!hasSelection}
                  // Taking the focus would take the selection with it.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={add}
                  aria-keyshortcuts="n"
                >
                  <Icon name="plus" /> Add selected <Key>n</Key>
                </Button>
              </div>
            )}
          </section>
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
          others={others}
          isOwner={view.isOwner}
          onClose={() => setEditing(undefined)}
          onConfirm={(statement) => {
            review.confirm(statement);
            setEditing(undefined);
            if (chosen && statement.proposal) leave(chosen);
          }}
        />
      )}
    </>
  );
}

function Progress({ done, of, busy }: { done: number; of: number; busy: boolean }) {
  return (
    <div className="mb-3">
      <p className="mb-1 flex justify-between text-xs text-ink-soft" aria-live="polite">
        <span className="tabular">
          {done} of {of} decided
        </span>
        <span>{busy ? 'Storing …' : done === of ? 'Done' : ''}</span>
      </p>
      <div className="h-1 overflow-hidden rounded-full bg-sunk">
        <div className="h-full bg-accent transition-[width]" style={{ width: `${(100 * done) / of}%` }} />
      </div>
    </div>
  );
}

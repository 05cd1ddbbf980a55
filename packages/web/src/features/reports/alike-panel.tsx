import type { ReportView } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { linkDuplicate, unlinkDuplicate } from '../../api/reports.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { CarrierList } from './carrier-list.tsx';

interface AlikePanelProps {
  report: string;
  view: Pick<ReportView, 'alike' | 'carriedBy' | 'links' | 'mayConfirm'>;
}

/** Texts with the same wording: one source, in however many papers. Said to be, and likely. */
export function AlikePanel({ report, view: { alike, carriedBy, links, mayConfirm } }: AlikePanelProps) {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: async ({ to, link }: { to?: string; link?: string }): Promise<void> => {
      if (to !== undefined) await linkDuplicate(report, to);
      if (link !== undefined) await unlinkDuplicate(report, link);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  });
  const first = carriedBy?.first ?? [];
  const named = new Set([...first.map(({ id }) => id), ...links.map(({ other }) => other.id)]);
  const likely = alike.filter(({ summary }) => !named.has(summary.id));
  // Who says so can be found, and taken back, also of a copy that came after those that are named.
  const later = links.flatMap(({ other }) => (first.some(({ id }) => id === other.id) ? [] : [other]));
  return (
    <>
      {carriedBy && (
        <Panel title={`Carried by ${carriedBy.reports} reports`} bare>
          <p className="mb-2 text-sm text-ink-soft">One source: what they say alike counts once.</p>
          <CarrierList
            carriedBy={{ ...carriedBy, first: [...first, ...later] }}
            here={report}
            below={(other) =>
              links
                .filter((link) => link.other.id === other)
                .map(({ id, by, mine }) => (
                  <div key={id} className="mt-1 flex flex-wrap items-center gap-2 text-ink-soft">
                    <span>
                      says <SafeText>{by.name}</SafeText>
                    </span>
                    {mine && mayConfirm && (
                      <Button size="sm" busy={change.isPending} onClick={() => change.mutate({ link: id })}>
                        Take it back
                      </Button>
                    )}
                  </div>
                ))
            }
          />
        </Panel>
      )}
      {likely.length > 0 && (
        <Panel title="The same wording" bare>
          <p className="mb-2 text-sm text-ink-soft">Likely the same source. Each counts until somebody says so.</p>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {likely.map(({ summary, publisher, shared }) => (
              <li key={summary.id} className="space-y-1 p-3 text-sm">
                <Link to="/reports/$id" params={{ id: summary.id }} className="font-medium">
                  <SafeText>{summary.title}</SafeText>
                </Link>
                <div className="flex flex-wrap items-center gap-2 text-ink-soft">
                  {publisher && <SafeText>{publisher}</SafeText>}
                  <span>{Math.round(shared * 100)} % shared</span>
                  {mayConfirm && (
                    <Button size="sm" busy={change.isPending} onClick={() => change.mutate({ to: summary.id })}>
                      Say it is one source
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {change.isError && <ErrorState error={change.error} />}
    </>
  );
}

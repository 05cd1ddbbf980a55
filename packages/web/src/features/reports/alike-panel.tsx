import type { ReportView } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { linkDuplicate } from '../../api/reports.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { CarrierList } from './carrier-list.tsx';

interface AlikePanelProps {
  report: string;
  alike: ReportView['alike'];
  carriedBy: ReportView['carriedBy'];
  mayConfirm: boolean;
}

/** Texts with the same wording: one source, in however many papers. Said to be, and likely. */
export function AlikePanel({ report, alike, carriedBy, mayConfirm }: AlikePanelProps) {
  const queryClient = useQueryClient();
  const link = useMutation({
    mutationFn: (of: string) => linkDuplicate(report, of),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  });
  const said = new Set(carriedBy?.first.map(({ id }) => id));
  const likely = alike.filter(({ summary, link: known }) => known === undefined && !said.has(summary.id));
  return (
    <>
      {carriedBy && (
        <Panel title={`Carried by ${carriedBy.reports} reports`} bare>
          <p className="mb-2 text-sm text-ink-soft">One source: what they say alike counts once.</p>
          <CarrierList carriedBy={carriedBy} here={report} />
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
                    <Button size="sm" busy={link.isPending} onClick={() => link.mutate(summary.id)}>
                      Say it is one source
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
          {link.isError && <ErrorState error={link.error} />}
        </Panel>
      )}
    </>
  );
}

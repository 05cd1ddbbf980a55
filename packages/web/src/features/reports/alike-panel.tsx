import type { ReportView } from '@entente/server/api-types';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { linkDuplicate } from '../../api/reports.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

interface AlikePanelProps {
  report: string;
  alike: ReportView['alike'];
  mayConfirm: boolean;
}

/** Texts with the same wording: one source, in however many papers. */
export function AlikePanel({ report, alike, mayConfirm }: AlikePanelProps) {
  const queryClient = useQueryClient();
  const link = useMutation({
    mutationFn: (of: string) => linkDuplicate(report, of),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports'] }),
  });
  if (alike.length === 0) return null;
  return (
    <Panel title="The same wording" bare>
      <p className="mb-2 text-sm text-ink-soft">{alike.length + 1} reports, likely one source. Count them once.</p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {alike.map(({ summary, publisher, shared, link: known }) => (
          <li key={summary.id} className="space-y-1 p-3 text-sm">
            <Link to="/reports/$id" params={{ id: summary.id }} className="font-medium">
              <SafeText>{summary.title}</SafeText>
            </Link>
            <div className="flex flex-wrap items-center gap-2 text-ink-soft">
              {publisher && <SafeText>{publisher}</SafeText>}
              <span>{Math.round(shared * 100)} % shared</span>
              {known ? (
                <Badge tone="good">one source</Badge>
              ) : (
                mayConfirm && (
                  <Button size="sm" busy={link.isPending} onClick={() => link.mutate(summary.id)}>
                    Say it is one source
                  </Button>
                )
              )}
            </div>
          </li>
        ))}
      </ul>
      {link.isError && <ErrorState error={link.error} />}
    </Panel>
  );
}

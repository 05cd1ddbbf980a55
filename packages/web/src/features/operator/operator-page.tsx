import type { OperatorReport } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { operatorQuery, startBackup } from '../../api/operator.ts';
import { formatBytes, formatCount } from '../../lib/format-number.ts';
import { showToast } from '../../lib/toast-store.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Time } from '../../ui/time.tsx';
import { backupColumns } from './backup-columns.tsx';
import { HealthList } from './health-list.tsx';
import { JobList } from './job-list.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';

function Sizes({ size }: { size: OperatorReport['size'] }) {
  const figures: [label: string, value: string][] = [
    ['Versions of objects', formatCount(size.objects)],
    ['Database', formatBytes(size.database)],
    ['Write-ahead log', formatBytes(size.log)],
    ['Free on the disk', formatBytes(size.free)],
    ['Memory in use', formatBytes(size.residentMemory)],
  ];
  return <Figures figures={figures} />;
}

/** How the node is doing: what an operator looks at in the morning, and when somebody complains. */
export function OperatorPage() {
  usePageTitle('Operator');
  const queryClient = useQueryClient();
  const report = useQuery(operatorQuery);
  const backup = useMutation({
    mutationFn: startBackup,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: operatorQuery.queryKey }),
    onError: (error) => showToast({ tone: 'danger', title: error.message }),
  });
  return (
    <QueryState query={report} lines={12} page="Operator">
      {(data) => (
        <>
          <PageHeader
            title="Operator"
            lead={
              <>
                Entente {data.version} on Node.js {data.node}, up since <Time value={data.started} form="full" />.
              </>
            }
            actions={
              <Button tone="primary" busy={backup.isPending} onClick={() => backup.mutate()}>
                Back up now
              </Button>
            }
          />
          {data.quarantine && <QuarantinePanel since={data.quarantine.since} />}
          <div className="grid gap-8 xl:grid-cols-2">
            <Panel title="Health" bare>
              <HealthList health={data.health} />
            </Panel>
            <Panel title="Size" bare>
              <Sizes size={data.size} />
            </Panel>
            <Panel title="Jobs" bare>
              <JobList jobs={data.jobs} />
            </Panel>
            <Panel title="Backups" bare>
              {data.backups.length === 0 ? (
                <p className="text-sm text-ink-soft">
                  None yet. A backup is consistent while the node is running; copy it to another machine.
                </p>
              ) : (
                <DataTable caption="Backups" columns={backupColumns} rows={data.backups} rowId={(row) => row.name} />
              )}
            </Panel>
          </div>
        </>
      )}
    </QueryState>
  );
}

import type { AuditCheckpoint } from '@entente/server/api-types';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { formatCount } from '../../lib/format-number.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Time } from '../../ui/time.tsx';
import { checkpointQuery } from './audit-queries.ts';
import { checkLog, keep, type LogStatus } from './kept-checkpoint.ts';

/** The log as it is signed now, and whether it goes on from what this browser saw of it before. */
export function CheckpointPanel() {
  const checkpoint = useQuery(checkpointQuery);
  return (
    <Panel title="The log, signed">
      <QueryState query={checkpoint} lines={3}>
        {(data) => <Checkpoint checkpoint={data} />}
      </QueryState>
    </Panel>
  );
}

function Checkpoint({ checkpoint }: { checkpoint: AuditCheckpoint }) {
  const { note, key, size, time } = checkpoint;
  const queryClient = useQueryClient();
  const checkKey = ['audit', 'check', note];
  const check = useQuery({ queryKey: checkKey, queryFn: () => checkLog(checkpoint), staleTime: Infinity });
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(note)}`;
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0 space-y-1 text-sm">
        <p>
          <span className="tabular font-semibold">{formatCount(size)}</span> epochs, the last one ended{' '}
          <Time value={time} />.
        </p>
        {check.data && <Status status={check.data} />}
        {check.data?.state === 'replaced' && (
          <Button
            size="sm"
            onClick={() => {
              keep(checkpoint);
              void queryClient.invalidateQueries({ queryKey: checkKey });
            }}
          >
            Expect this log from now on
          </Button>
        )}
        <p className="font-mono text-xs break-all text-ink-faint">{key}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <a href={file} download="entente.checkpoint" className={buttonClass('secondary', 'sm')}>
          <Icon name="export" className="size-3.5" /> Keep checkpoint
        </a>
        <CopyButton text={key} label="Copy key" />
      </div>
    </div>
  );
}

function Status({ status }: { status: LogStatus }) {
  switch (status.state) {
    case 'continued':
      return (
        <p>
          <Badge tone="good">Verified</Badge> Signed by its key, and it goes on from the {formatCount(status.size)}{' '}
          epochs that this browser saw <Time value={status.since} />.
        </p>
      );
    case 'first':
      return (
        <p>
          <Badge tone="good">Signed</Badge> This browser keeps the checkpoint, and checks the log against it when you
          come back.
        </p>
      );
    case 'broken':
      return (
        <p role="alert">
          <Badge tone="danger">Broken</Badge> The log does not go on from the {formatCount(status.size)} epochs that
          this browser saw <Time value={status.since} />: something was cut off or replaced. See entente audit verify.
        </p>
      );
    case 'replaced':
      return (
        <p role="alert">
          <Badge tone="danger">Another log</Badge> This log has another key than the one that this browser saw{' '}
          <Time value={status.since} />.
        </p>
      );
    case 'unsigned':
      return (
        <p role="alert">
          <Badge tone="danger">Not signed</Badge> The checkpoint is not signed by the key that the node names.
        </p>
      );
    case 'unchecked':
      return (
        <p>
          <Badge tone="warn">Not checked</Badge> {status.why}
        </p>
      );
  }
}

import type { OperatorReport } from '@entente/server/api-types';
import { formatCount } from '../../lib/format-number.ts';
import { Badge } from '../../ui/badge.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

type Job = OperatorReport['jobs'][number];

const badges = {
  running: <Badge tone="accent">Running</Badge>,
  done: <Badge tone="good">Done</Badge>,
  failed: <Badge tone="danger">Failed</Badge>,
};

function share({ done, total }: Job): number | undefined {
  return total ? Math.min(1, done / total) : undefined;
}

/** What runs in the background, and what ran lately. */
export function JobList({ jobs }: { jobs: Job[] }) {
  if (jobs.length === 0)
    return <p className="text-sm text-ink-soft">Nothing is running, and nothing has run lately.</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {jobs.map((job) => (
        <li key={job.id} className="space-y-1.5 px-4 py-2.5 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <span className="inline-block font-medium first-letter:uppercase">{job.kind}</span>
            {badges[job.state]}
            <span className="ml-auto text-xs text-ink-faint">
              <Time value={job.ended ?? job.started} />
            </span>
          </p>
          {job.state === 'running' && <Progress share={share(job)} label={`${formatCount(job.done)} done`} />}
          {job.message && (
            <p className="text-ink-soft">
              <SafeText>{job.message}</SafeText>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

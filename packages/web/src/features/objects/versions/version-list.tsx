import type { VersionRef } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../../ui/badge.tsx';
import { Time } from '../../../ui/time.tsx';

export function VersionList({ id, versions }: { id: string; versions: VersionRef[] }) {
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {versions.map((version) => (
        <li key={version.modified} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
          <Link
            to="/objects/$id"
            params={{ id }}
            search={version.current ? {} : { version: version.modified }}
            className="font-medium text-accent hover:underline"
          >
            <Time value={version.modified} form="full" />
          </Link>
          {version.current && <Badge tone="accent">Present</Badge>}
          <span className="ml-auto text-xs text-ink-faint">
            arrived <Time value={version.added} />
          </span>
        </li>
      ))}
    </ol>
  );
}

import type { ObjectView } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../../ui/icon.tsx';
import { Time } from '../../../ui/time.tsx';

/** Says that an older version is shown, and leads to the present one. */
export function VersionBanner({ view, version }: { view: ObjectView; version: string | undefined }) {
  const current = view.versions.find((one) => one.current);
  if (!version || !current || current.modified === version) return null;
  return (
    <div className="mb-6 flex flex-wrap items-center gap-3 rounded-lg border border-warn bg-warn-soft px-4 py-2.5 text-sm">
      <Icon name="warning" className="text-warn" />
      <p className="flex-1">
        This is the version of <Time value={version} form="full" />. It has been replaced.
      </p>
      <Link
        to="/objects/$id"
        params={{ id: view.summary.id }}
        className="font-medium text-accent underline underline-offset-2"
      >
        Show the present one
      </Link>
    </div>
  );
}

import type { VersionRef } from '@entente/server/api-types';
import { useState } from 'react';
import { formatDateTime } from '../../../lib/format-time.ts';
import { Select } from '../../../ui/controls.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { VersionComparison } from './version-comparison.tsx';
import { VersionList } from './version-list.tsx';

/** All versions that the viewer may see, and what changed between two of them. */
export function VersionsView({ id, versions }: { id: string; versions: VersionRef[] }) {
  const [newest, second] = versions;
  const [before, setBefore] = useState(second?.modified);
  const [after, setAfter] = useState(newest?.modified);
  if (!before || !after) {
    return (
      <EmptyState title="One version so far">
        When its owner changes it, the older versions stay readable here, with what changed between them.
      </EmptyState>
    );
  }
  const options = versions.map((version) => (
    <option key={version.modified} value={version.modified}>
      {formatDateTime(version.modified)}
      {version.current ? ' (present)' : ''}
    </option>
  ));
  return (
    <div className="space-y-8">
      <VersionList id={id} versions={versions} />
      <div>
        <div className="mb-4 grid gap-3 sm:grid-cols-2">
          <Field label="Compare">
            {(control) => (
              <Select {...control} value={before} onChange={(event) => setBefore(event.target.value)}>
                {options}
              </Select>
            )}
          </Field>
          <Field label="with">
            {(control) => (
              <Select {...control} value={after} onChange={(event) => setAfter(event.target.value)}>
                {options}
              </Select>
            )}
          </Field>
        </div>
        <VersionComparison id={id} before={before} after={after} />
      </div>
    </div>
  );
}

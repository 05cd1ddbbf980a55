import type { Approval } from '@entente/server/api-types';
import { diffObjects, type PropertyChange } from '../../lib/diff-objects.ts';
import { DifferenceRow } from '../../stix/difference-row.tsx';
import { TextDifference } from '../../ui/text-difference.tsx';

const bookkeeping = ['id', 'type', 'spec_version', 'created', 'modified', 'created_by_ref'];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2);
}

function Change({ change }: { change: PropertyChange }) {
  const before = 'before' in change ? textOf(change.before) : '';
  const after = 'after' in change ? textOf(change.after) : '';
  return <TextDifference before={before} after={after} />;
}

/** What is going to be published, against the version before; all of it is new where there is none. */
export function ApprovalDraft({ approval }: { approval: Approval }) {
  if (approval.draft === undefined) return null;
  const changes = diffObjects(approval.before ?? {}, approval.draft).filter(
    ({ property }) => !bookkeeping.includes(property),
  );
  return (
    <dl className="divide-y divide-line rounded-lg border border-line text-sm">
      {changes.map((change) => (
        <DifferenceRow key={change.property} property={change.property}>
          <Change change={change} />
        </DifferenceRow>
      ))}
    </dl>
  );
}

import type { Approval } from '@entente/server/api-types';
import { diffObjects, type PropertyChange } from '../../lib/diff-objects.ts';
import { diffWords } from '../../lib/diff-words.ts';
import { propertyLabel } from '../../stix/property-label.ts';
import { SafeText } from '../../ui/safe-text.tsx';

const bookkeeping = ['id', 'type', 'spec_version', 'created', 'modified', 'created_by_ref'];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2);
}

function Change({ change }: { change: PropertyChange }) {
  const before = 'before' in change ? textOf(change.before) : '';
  const after = 'after' in change ? textOf(change.after) : '';
  return (
    <p className="whitespace-pre-line break-words">
      {diffWords(before, after).map((part, index) => {
        const text = <SafeText>{part.text}</SafeText>;
        // The words have no identity but their place.
        const key = `${index}-${part.kind}`;
        if (part.kind === 'removed') {
          return (
            <del key={key} className="bg-danger-soft text-danger">
              {text}
            </del>
          );
        }
        if (part.kind === 'added') {
          return (
            <ins key={key} className="bg-good-soft text-good">
              {text}
            </ins>
          );
        }
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
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
        <div key={change.property} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">
            <SafeText>{propertyLabel(change.property)}</SafeText>
          </dt>
          <dd className="min-w-0">
            <Change change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

import type { PropertyChange } from '../../../lib/diff-objects.ts';
import { diffWords } from '../../../lib/diff-words.ts';
import { propertyLabel } from '../../../stix/property-label.ts';
import { Badge } from '../../../ui/badge.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { PropertyValue } from '../property-value.tsx';

const badges = {
  added: <Badge tone="good">Added</Badge>,
  removed: <Badge tone="danger">Removed</Badge>,
  changed: <Badge>Changed</Badge>,
};

/** Two texts as one, with what went struck out and what came underlined. */
function TextDifference({ before, after }: { before: string; after: string }) {
  return (
    <p className="whitespace-pre-line">
      {diffWords(before, after).map((change, index) => {
        const text = <SafeText>{change.text}</SafeText>;
        // The words have no identity but their place.
        const key = `${index}-${change.kind}`;
        if (change.kind === 'removed') {
          return (
            <del key={key} className="bg-danger-soft text-danger">
              {text}
            </del>
          );
        }
        if (change.kind === 'added') {
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

export function PropertyDifference({ change }: { change: PropertyChange }) {
  return (
    <div className="grid gap-x-6 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="flex flex-wrap items-start gap-2">
        <SafeText>{propertyLabel(change.property)}</SafeText> {badges[change.kind]}
      </dt>
      <dd className="min-w-0 space-y-2">
        {change.kind === 'changed' && typeof change.before === 'string' && typeof change.after === 'string' ? (
          <TextDifference before={change.before} after={change.after} />
        ) : (
          <>
            {change.kind !== 'added' && (
              <del className="block border-l-2 border-danger pl-3 text-ink-soft">
                <PropertyValue value={change.before} />
              </del>
            )}
            {change.kind !== 'removed' && (
              <ins className="block border-l-2 border-good pl-3 no-underline">
                <PropertyValue value={change.after} />
              </ins>
            )}
          </>
        )}
      </dd>
    </div>
  );
}

import type { PropertyChange } from '../../../lib/diff-objects.ts';
import { propertyLabel } from '../../../stix/property-label.ts';
import { Badge } from '../../../ui/badge.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { TextDifference } from '../../../ui/text-difference.tsx';
import { PropertyValue } from '../property-value.tsx';

const badges = {
  added: <Badge tone="good">Added</Badge>,
  removed: <Badge tone="danger">Removed</Badge>,
  changed: <Badge>Changed</Badge>,
};

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

import type { PropertyChange } from '../../../lib/diff-objects.ts';
import { DifferenceRow } from '../../../stix/difference-row.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { TextDifference } from '../../../ui/text-difference.tsx';
import { PropertyValue } from '../property-value.tsx';

const badges = {
  added: <Badge tone="good">Added</Badge>,
  removed: <Badge tone="danger">Removed</Badge>,
  changed: <Badge>Changed</Badge>,
};

export function PropertyDifference({ change }: { change: PropertyChange }) {
  return (
    <DifferenceRow property={change.property} badge={badges[change.kind]}>
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
    </DifferenceRow>
  );
}

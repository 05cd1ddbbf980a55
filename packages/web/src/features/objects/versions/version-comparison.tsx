import { useQuery } from '@tanstack/react-query';
import { objectQuery } from '../../../api/objects.ts';
import { diffObjects } from '../../../lib/diff-objects.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PropertyDifference } from './property-difference.tsx';

interface VersionComparisonProps {
  id: string;
  before: string;
  after: string;
}

export function VersionComparison({ id, before, after }: VersionComparisonProps) {
  const old = useQuery(objectQuery(id, before));
  const young = useQuery(objectQuery(id, after));
  const error = old.error ?? young.error;
  if (error) return <ErrorState error={error} />;
  if (!old.data || !young.data) return <Skeleton lines={6} />;
  const changes = diffObjects(old.data.object, young.data.object).filter((change) => change.property !== 'modified');
  if (changes.length === 0) return <p className="text-sm text-ink-soft">Nothing differs but the date.</p>;
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {changes.map((change) => (
        <PropertyDifference key={change.property} change={change} />
      ))}
    </dl>
  );
}

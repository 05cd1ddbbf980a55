import type { ObjectPage } from '@entente/server/api-types';
import type { ObjectFilters } from '../../api/objects.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FacetGroup } from './facet-group.tsx';
import { facetNames } from './facet-labels.ts';
import { toggleFilterValue } from './filter-values.ts';
import { SinceFilter } from './since-filter.tsx';

interface FacetPanelProps {
  facets: ObjectPage['facets'];
  filters: ObjectFilters;
  onFilters: (filters: ObjectFilters) => void;
}

export function FacetPanel({ facets, filters, onFilters }: FacetPanelProps) {
  if (!facets) return <Skeleton lines={12} />;
  return (
    <div className="space-y-6">
      {facetNames.map((name) => (
        <FacetGroup
          key={name}
          name={name}
          facets={facets[name]}
          filter={filters[name]}
          onToggle={(value) => {
            const { [name]: filter, ...others } = filters;
            const next = toggleFilterValue(filter, value);
            onFilters(next ? { ...others, [name]: next } : others);
          }}
        />
      ))}
      <SinceFilter filters={filters} onFilters={onFilters} />
    </div>
  );
}

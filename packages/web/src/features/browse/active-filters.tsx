import type { ObjectPage } from '@entente/server/api-types';
import type { ObjectFilters } from '../../api/objects.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { facetLabel, facetNames } from './facet-labels.ts';
import { filterValues, toggleFilterValue } from './filter-values.ts';

interface ActiveFiltersProps {
  filters: ObjectFilters;
  facets: ObjectPage['facets'];
  onFilters: (filters: ObjectFilters) => void;
}

/** What narrows the list, each with its way out. */
export function ActiveFilters({ filters, facets, onFilters }: ActiveFiltersProps) {
  const chips = facetNames.flatMap((name) =>
    filterValues(filters[name]).map((value) => {
      const facet = facets?.[name].find((one) => one.value === value) ?? { value, label: value };
      return { key: `${name}:${value}`, name, value, label: facetLabel(name, facet) };
    }),
  );
  if (chips.length === 0 && !filters.since) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, name, value, label }) => (
        <li key={key}>
          <Button
            size="sm"
            onClick={() => {
              const { [name]: filter, ...others } = filters;
              const next = toggleFilterValue(filter, value);
              onFilters(next ? { ...others, [name]: next } : others);
            }}
          >
            <SafeText className="max-w-48 truncate">{label}</SafeText>
            <Icon name="close" className="size-3" />
            <span className="sr-only">remove</span>
          </Button>
        </li>
      ))}
      <li>
        <Button tone="quiet" size="sm" onClick={() => onFilters(filters.q ? { q: filters.q } : {})}>
          Clear filters
        </Button>
      </li>
    </ul>
  );
}

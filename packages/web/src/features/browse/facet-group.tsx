import type { Facet } from '@entente/server/api-types';
import { useState } from 'react';
import { formatFacetCount } from '../../lib/format-number.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { type FacetName, facetLabel, facetTitles } from './facet-labels.ts';
import { filterValues } from './filter-values.ts';

const shortLength = 8;

interface FacetGroupProps {
  name: FacetName;
  facets: Facet[];
  filter: string | undefined;
  onToggle: (value: string) => void;
}

/** One facet: its values with counts; chosen ones stay visible even when nothing matches them. */
export function FacetGroup({ name, facets, filter, onToggle }: FacetGroupProps) {
  const [whole, setWhole] = useState(false);
  const chosen = filterValues(filter);
  const missing = chosen
    .filter((value) => !facets.some((facet) => facet.value === value))
    .map((value) => ({ value, label: value, count: 0 }));
  const all = [...missing, ...facets];
  const shown = whole ? all : all.filter((facet, index) => index < shortLength || chosen.includes(facet.value));
  if (all.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="eyebrow mb-1">{facetTitles[name]}</legend>
      {shown.map((facet) => (
        <label key={facet.value} className="flex min-h-7 items-center gap-2 rounded-sm px-1 text-sm hover:bg-sunk">
          <input
            type="checkbox"
            checked={chosen.includes(facet.value)}
            onChange={() => onToggle(facet.value)}
            className="size-4 shrink-0"
          />
          <span className="min-w-0 flex-1 truncate">
            <SafeText>{facetLabel(name, facet)}</SafeText>
          </span>
          <span className="tabular text-xs text-ink-faint">{formatFacetCount(facet.count)}</span>
        </label>
      ))}
      {all.length > shortLength && (
        <Button tone="quiet" size="sm" onClick={() => setWhole(!whole)}>
          {whole ? 'Show fewer' : `Show all ${all.length}`}
        </Button>
      )}
    </fieldset>
  );
}

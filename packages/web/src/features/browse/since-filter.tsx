import type { ObjectFilters } from '../../api/objects.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

const day = 86_400_000;
const spans: [label: string, days: number][] = [
  ['The last day', 1],
  ['The last week', 7],
  ['The last month', 30],
  ['The last year', 365],
];

interface SinceFilterProps {
  filters: ObjectFilters;
  onFilters: (filters: ObjectFilters) => void;
}

/** Only what was added lately. */
export function SinceFilter({ filters, onFilters }: SinceFilterProps) {
  return (
    <Field label="Added">
      {(control) => (
        <Select
          {...control}
          value={filters.since ? 'set' : ''}
          onChange={(event) => {
            const { since: _, ...others } = filters;
            const days = Number(event.target.value);
            onFilters(days > 0 ? { ...others, since: new Date(Date.now() - days * day).toISOString() } : others);
          }}
        >
          <option value="">At any time</option>
          {filters.since && <option value="set">Since {filters.since.slice(0, 10)}</option>}
          {spans.map(([label, days]) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

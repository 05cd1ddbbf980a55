import type { LedgerImport } from '@entente/server/api-types';
import { plainText } from '../../lib/hostile-text.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { plainWords } from '../commitments/words.ts';

interface MappingFieldsProps {
  table: LedgerImport;
  busy: boolean;
  onMapping: (mapping: Record<string, number>) => void;
}

/** Which column of the file is what. A change makes the preview anew. */
export function MappingFields({ table: { columns, headings, mapping }, busy, onMapping }: MappingFieldsProps) {
  // Two columns may have one heading, or none: what they are known by is their place.
  const inFile = headings.map((heading, place) => ({ place, heading }));
  const mapped = columns.filter((column) => mapping[column] !== undefined).length;
  return (
    <details open={mapping.name === undefined || mapping.event === undefined}>
      <summary className="min-h-7 text-sm font-medium text-accent">
        Columns: {mapped} of {columns.length} are in the file
      </summary>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        {columns.map((column) => (
          <Field key={column} label={plainWords(column.replaceAll('_', ' '))}>
            {(control) => (
              <Select
                {...control}
                disabled={busy}
                value={mapping[column] ?? ''}
                onChange={(event) => {
                  const { [column]: _, ...rest } = mapping;
                  onMapping(event.target.value === '' ? rest : { ...rest, [column]: Number(event.target.value) });
                }}
              >
                <option value="">not in the file</option>
                {inFile.map(({ place, heading }) => (
                  <option key={place} value={place}>
                    {plainText(heading) || `column ${place + 1}`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}

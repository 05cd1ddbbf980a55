import type { Collection } from '@entente/server/api-types';
import { plainText } from '../lib/hostile-text.ts';
import { tlpAppearance } from '../stix/tlp.ts';
import { Select } from '../ui/controls.tsx';
import { Field } from '../ui/field.tsx';

interface CollectionFieldProps {
  collections: Collection[];
  value: string;
  onChange: (value: string) => void;
}

function meaningOfUnmarked({ unmarked }: Collection): string {
  return unmarked
    ? `Unmarked objects count as ${tlpAppearance(unmarked).label} in it. Yours will be marked.`
    : 'Unmarked objects stay private in it. Yours will be marked.';
}

export function CollectionField({ collections, value, onChange }: CollectionFieldProps) {
  const chosen = collections.find((collection) => collection.id === value);
  return (
    <Field label="Collection" required hint={chosen ? meaningOfUnmarked(chosen) : 'Where it is published to'}>
      {(control) => (
        <Select {...control} required value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose…</option>
          {collections.map((collection) => (
            <option key={collection.id} value={collection.id}>
              {plainText(collection.title)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

import type { Collection } from '@entente/server/api-types';
import { plainText } from '../lib/hostile-text.ts';
import { Select } from '../ui/controls.tsx';
import { Field } from '../ui/field.tsx';

interface TargetCollectionProps {
  label: string;
  collections: readonly Collection[];
}

/** Where a feed puts what it brings, as `collection` of its form: a collection that one may write to. */
export function TargetCollection({ label, collections }: TargetCollectionProps) {
  return (
    <Field label={label} required>
      {(control) => (
        <Select {...control} name="collection" required defaultValue="">
          <option value="" disabled>
            Choose…
          </option>
          {collections
            .filter(({ mayWrite }) => mayWrite)
            .map(({ id, title }) => (
              <option key={id} value={id}>
                {plainText(title)}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}

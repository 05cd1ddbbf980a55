import type { Collection } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ImportTarget } from '../../api/import-file.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { ReleaseToField } from '../../release/release-to-field.tsx';
import { tlpAppearance, tlpLevels } from '../../stix/tlp.ts';
import { Select } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';

interface ImportTermsProps {
  collections: UseQueryResult<Collection[]>;
  target: ImportTarget;
  onChange: (target: ImportTarget) => void;
}

/** The collection, and the terms for what the file leaves unmarked. */
export function ImportTerms({ collections, target, onChange }: ImportTermsProps) {
  const options = useReleaseOptions();
  return (
    <QueryState query={collections} lines={6}>
      {(all) => {
        const writable = all.filter((collection) => collection.mayWrite);
        const chosen = writable.find((collection) => collection.id === target.collection);
        if (writable.length === 0) {
          return (
            <EmptyState title="No collection to import to">
              Ask the owner of a collection to let your member write to it, or have your member admin make one.
            </EmptyState>
          );
        }
        return (
          <div className="space-y-6">
            <Field label="Collection" required>
              {(control) => (
                <Select
                  {...control}
                  value={target.collection}
                  onChange={(event) => onChange({ ...target, collection: event.target.value })}
                >
                  <option value="">Choose…</option>
                  {writable.map((collection) => (
                    <option key={collection.id} value={collection.id}>
                      {plainText(collection.title)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field
              label="Terms for what is unmarked"
              hint="Markings that are in the file stay; these come on top where there are none."
            >
              {(control) => (
                <Select
                  {...control}
                  value={target.tlp ?? ''}
                  onChange={(event) => {
                    const { tlp: _, ...others } = target;
                    onChange(event.target.value ? { ...others, tlp: event.target.value } : others);
                  }}
                >
                  <option value="">
                    {chosen?.unmarked
                      ? `As the collection says: ${tlpAppearance(chosen.unmarked).label}`
                      : 'Private to your member'}
                  </option>
                  {tlpLevels.map((level) => (
                    <option key={level} value={level}>
                      {tlpAppearance(level).label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {target.tlp && (
              <ReleaseToField
                options={options}
                chosen={target.releasableTo?.split(',').filter(Boolean) ?? []}
                onChange={(ids) => onChange({ ...target, releasableTo: ids.join(',') })}
              />
            )}
          </div>
        );
      }}
    </QueryState>
  );
}

import type { Collection } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ImportTarget } from '../../api/import-file.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { ReleaseToField } from '../../release/release-to-field.tsx';
import { importSentence, readersInWords } from '../../stix/terms-sentence.ts';
import { tlpAppearance, tlpLevels } from '../../stix/tlp.ts';
import { Select } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

interface ImportTermsProps {
  collections: UseQueryResult<Collection[]>;
  target: ImportTarget;
  onChange: (target: ImportTarget) => void;
}

/** The collection, the terms for all of it, and whom it can reach with them. */
export function ImportTerms({ collections, target, onChange }: ImportTermsProps) {
  const options = useReleaseOptions();
  const to = target.releasableTo?.split(',').filter(Boolean) ?? [];
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
              label="Terms for all of it"
              hint="They hold beside the markings that are in the file: the narrower decides."
            >
              {(control) => (
                <Select
                  {...control}
                  value={target.tlp ?? ''}
                  onChange={(event) => {
                    const { tlp: _, ...others } = target;
                    const tlp = tlpLevels.find((level) => level === event.target.value);
                    onChange(tlp ? { ...others, tlp } : others);
                  }}
                >
                  <option value="">As the file says</option>
                  {tlpLevels.map((level) => (
                    <option key={level} value={level}>
                      {tlpAppearance(level).label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <ReleaseToField
              options={options}
              hint="Nobody named: whom the file names, or else the readers of the collection."
              chosen={to}
              onChange={(ids) => onChange({ ...target, releasableTo: ids.join(',') })}
            />
            {chosen && (
              <p role="status" className="border-l-3 border-accent bg-accent-soft px-4 py-3 text-sm">
                <SafeText>
                  {importSentence({
                    tlp: target.tlp,
                    releasableTo: to.map((id) => options.find((option) => option.id === id)?.name ?? id),
                    collection: readersInWords(chosen),
                    unmarked: chosen.unmarked ? tlpAppearance(chosen.unmarked).label : undefined,
                  })}
                </SafeText>
              </p>
            )}
          </div>
        );
      }}
    </QueryState>
  );
}

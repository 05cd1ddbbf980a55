import type { Collection } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import { useReleaseOptions } from '../api/use-release-options.ts';
import { TlpField } from '../stix/tlp-field.tsx';
import { Choice } from '../ui/controls.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NamePicker } from '../ui/name-picker.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { CollectionField } from './collection-field.tsx';
import { HandlingFields } from './handling-fields.tsx';
import { ReleaseToField } from './release-to-field.tsx';
import type { TermsDraft } from './terms-draft.ts';

interface TermsEditorProps {
  collections: UseQueryResult<Collection[]>;
  terms: TermsDraft;
  onChange: (terms: TermsDraft) => void;
}

/** Collection, level, and who by name. */
export function TermsEditor({ collections, terms, onChange }: TermsEditorProps) {
  const options = useReleaseOptions();
  return (
    <QueryState query={collections} lines={8}>
      {(all) => {
        const writable = all.filter((collection) => collection.mayWrite);
        if (writable.length === 0) {
          return (
            <EmptyState title="No collection to publish to">
              Ask the owner of a collection to let your member write to it, or have your member admin make one.
            </EmptyState>
          );
        }
        return (
          <div className="space-y-6">
            <CollectionField
              collections={writable}
              value={terms.collection}
              onChange={(value) => onChange({ ...terms, collection: value })}
            />
            <TlpField value={terms.tlp} onChange={(tlp) => onChange({ ...terms, tlp })} />
            <ReleaseToField
              options={options}
              chosen={terms.releasableTo}
              onChange={(releasableTo) => onChange({ ...terms, releasableTo })}
            />
            <details open={terms.notReleasableTo.length > 0}>
              <summary className="min-h-7 text-sm font-medium text-accent">Leave some out</summary>
              <div className="mt-2">
                <NamePicker
                  legend="Do not release to"
                  options={options}
                  chosen={terms.notReleasableTo}
                  onChange={(notReleasableTo) => onChange({ ...terms, notReleasableTo })}
                />
              </div>
            </details>
            <HandlingFields handling={terms.handling} onChange={(handling) => onChange({ ...terms, handling })} />
            <Choice
              label="Say that something is withheld"
              hint="To those who do not get every part: that, not what or how much"
              checked={terms.sayWithheld}
              onChange={(event) => onChange({ ...terms, sayWithheld: event.target.checked })}
            />
          </div>
        );
      }}
    </QueryState>
  );
}

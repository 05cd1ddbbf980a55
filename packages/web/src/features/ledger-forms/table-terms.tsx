import type { Collection } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { CollectionField } from '../../release/collection-field.tsx';
import { ReleaseToField } from '../../release/release-to-field.tsx';
import type { TermsDraft } from '../../release/terms-draft.ts';
import { TlpField } from '../../stix/tlp-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { QueryState } from '../../ui/query-state.tsx';

interface TableTermsProps {
  collections: UseQueryResult<Collection[]>;
  terms: TermsDraft;
  onChange: (terms: TermsDraft) => void;
  onCancel: () => void;
  /** Undefined until there are terms. */
  onNext: (() => void) | undefined;
  /** Who will get it. */
  children: ReactNode;
}

/** The terms that a whole table comes in under: collection, level, and who by name. */
export function TableTerms({ collections, terms, onChange, onCancel, onNext, children }: TableTermsProps) {
  const options = useReleaseOptions();
  return (
    <QueryState query={collections} lines={6}>
      {(all) => {
        const writable = all.filter(({ mayWrite }) => mayWrite);
        return writable.length === 0 ? (
          <EmptyState title="No collection to publish to">
            Ask the owner of a collection to let your member write to it.
          </EmptyState>
        ) : (
          <form
            className="space-y-6"
            onSubmit={(event) => {
              event.preventDefault();
              onNext?.();
            }}
          >
            {children}
            <CollectionField
              collections={writable}
              value={terms.collection}
              onChange={(collection) => onChange({ ...terms, collection })}
            />
            <TlpField value={terms.tlp} onChange={(tlp) => onChange({ ...terms, tlp })} />
            <ReleaseToField
              options={options}
              chosen={terms.releasableTo}
              onChange={(releasableTo) => onChange({ ...terms, releasableTo })}
            />
            <FormActions action="Next" onCancel={onCancel} disabled={onNext === undefined} />
          </form>
        );
      }}
    </QueryState>
  );
}

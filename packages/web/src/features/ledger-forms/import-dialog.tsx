import type { LedgerImport } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { importTable } from '../../api/commitments.ts';
import { showToast } from '../../lib/toast-store.ts';
import { noTerms } from '../../release/terms-draft.ts';
import { TermsForecast } from '../../release/terms-forecast.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { MappingFields } from './mapping-fields.tsx';
import { RowOutcomes } from './row-outcomes.tsx';
import { TableTerms } from './table-terms.tsx';

/** Brings in a table of commitments: for whom, which column is what, what becomes of each row, and then for good. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [terms, setTerms] = useState(noTerms);
  const [isReleased, setReleased] = useState(false);
  const [file, setFile] = useState<File>();
  const { collection, tlp, releasableTo } = terms;
  const release = collection !== '' && tlp !== undefined ? { collection, tlp, releasableTo } : undefined;
  const preview = useMutation({
    mutationFn: ({ of, mapping }: { of: File; mapping?: Record<string, number> }) =>
      importTable(of, mapping === undefined ? {} : { mapping }),
  });
  const record = useMutation({
    mutationFn: ({ of, mapping }: { of: File; mapping: Record<string, number> }) =>
      importTable(of, { mapping, ...(release === undefined ? {} : { release }) }),
    onSuccess: async ({ counts }: LedgerImport) => {
      await queryClient.invalidateQueries({ queryKey: ['commitments'] });
      showToast({ tone: 'good', title: `${counts.new} commitments and ${counts.event} events are recorded.` });
      onClose();
    },
  });
  const shown = preview.data;
  const forecast = <TermsForecast collection={collections.data?.find(({ id }) => id === collection)} terms={terms} />;
  return (
    <Dialog open onOpenChange={onClose} title="Bring in a table">
      {isReleased ? (
        <div className="space-y-4">
          {forecast}
          <Button size="sm" tone="quiet" onClick={() => setReleased(false)}>
            Change for whom it is
          </Button>
          <FileDrop
            file={file}
            disabled={preview.isPending || record.isPending}
            accept=".csv,.xlsx,text/csv"
            onFile={(chosen) => {
              setFile(chosen);
              preview.mutate({ of: chosen });
            }}
          />
          {preview.isError && <ErrorState error={preview.error} />}
          {file && shown && (
            <>
              <MappingFields
                table={shown}
                busy={preview.isPending}
                onMapping={(mapping) => preview.mutate({ of: file, mapping })}
              />
              <RowOutcomes table={shown} />
              {record.isError && <ErrorState error={record.error} />}
              <form
                onSubmit={(event) => {
                  event.preventDefault();
                  record.mutate({ of: file, mapping: shown.mapping });
                }}
              >
                <FormActions
                  action="Record what is not refused"
                  onCancel={onClose}
                  busy={record.isPending}
                  disabled={preview.isPending || shown.counts.new + shown.counts.event === 0}
                />
              </form>
            </>
          )}
        </div>
      ) : (
        <TableTerms
          collections={collections}
          terms={terms}
          onChange={setTerms}
          onCancel={onClose}
          onNext={release === undefined ? undefined : () => setReleased(true)}
        >
          {forecast}
        </TableTerms>
      )}
    </Dialog>
  );
}

import type { RecordedInLedger } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { showToast } from '../../lib/toast-store.ts';
import { publicationTerms } from '../../release/publication-terms.ts';
import { noTerms } from '../../release/terms-draft.ts';
import { TermsEditor } from '../../release/terms-editor.tsx';
import { TermsForecast } from '../../release/terms-forecast.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { FormValues } from './form-values.ts';

/** Where something of the ledger is published to, and for whom. */
export type LedgerRelease = NonNullable<ReturnType<typeof publicationTerms>>;

interface LedgerDialogProps {
  title: string;
  /** What submitting does, in one or two words. */
  action: string;
  onClose: () => void;
  record: (release: LedgerRelease, form: FormValues) => Promise<RecordedInLedger>;
  children: ReactNode;
}

/** Records something of the ledger: for whom it is comes first, what it says second. */
export function LedgerDialog({ title, action, onClose, record, children }: LedgerDialogProps) {
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [terms, setTerms] = useState(noTerms);
  const [isReleased, setReleased] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const release = publicationTerms(terms);
  useEffect(() => {
    if (isReleased) form.current?.scrollIntoView({ block: 'start' });
  }, [isReleased]);
  const save = useMutation({
    mutationFn: (filled: HTMLFormElement) => {
      if (release === undefined) throw new Error('no terms');
      return record(release, new FormValues(filled));
    },
    onSuccess: async ({ waiting }) => {
      const keys = ['commitments', 'expectations', 'conditions', 'positions', 'picture', 'approvals'];
      await Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
      showToast(
        waiting === undefined
          ? { tone: 'good', title: 'It is recorded.' }
          : { title: 'It waits for a second person, and is seen by nobody else until then.' },
      );
      onClose();
    },
  });
  const forecast = (
    <TermsForecast collection={collections.data?.find(({ id }) => id === terms.collection)} terms={terms} />
  );
  return (
    <Dialog open onOpenChange={onClose} title={title}>
      {isReleased ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setReleased(true);
          }}
        >
          {forecast}
          <TermsEditor collections={collections} terms={terms} onChange={setTerms} />
          <FormActions action="Next" onCancel={onClose} disabled={release === undefined} className="mt-6" />
        </form>
      )}
      {/* It stays while terms are changed, so that nothing that was written is lost. */}
      <form
        ref={form}
        hidden={!isReleased}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(event.currentTarget);
        }}
        onKeyDown={keepEnter}
        className="space-y-4"
      >
        <div className="relative">
          {forecast}
          <Button size="sm" tone="quiet" onClick={() => setReleased(false)}>
            Change for whom it is
          </Button>
        </div>
        {children}
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action={action} onCancel={onClose} busy={save.isPending} disabled={release === undefined} />
      </form>
    </Dialog>
  );
}

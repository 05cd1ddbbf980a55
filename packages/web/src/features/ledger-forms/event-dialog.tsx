import type { CommitmentView } from '@entente/server/api-types';
import { recordEvent } from '../../api/commitments.ts';
import { EventFields, givenEvent } from './event-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';

/** Takes down what became of a commitment, as one source has it. */
export function EventDialog({ view, onClose }: { view: CommitmentView; onClose: () => void }) {
  return (
    <LedgerDialog
      title="What became of it"
      action="Record"
      onClose={onClose}
      record={(release, form) => recordEvent(view.commitment.id, { ...release, event: givenEvent(form) })}
    >
      <EventFields events={view.events} />
    </LedgerDialog>
  );
}

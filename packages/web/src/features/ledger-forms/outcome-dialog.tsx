import type { Expectation, NewOutcome } from '@entente/server/api-types';
import { useState } from 'react';
import { recordOutcome } from '../../api/commitments.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { today } from '../../lib/today.ts';
import { Choice } from '../../ui/controls.tsx';
import { DayField, EvidenceFields, WordsField } from './evidence-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { givenWindow, WindowFields } from './window-fields.tsx';

const outcomes: Record<NewOutcome['outcome'], string> = {
  met: 'Met: it happened',
  slipped: 'Slipped: it is for later',
  lapsed: 'Lapsed: it did not happen',
  overtaken: 'Overtaken: events made it pointless',
};

/** Says what became of an expectation, and by which statement. */
export function OutcomeDialog({ expectation, onClose }: { expectation: Expectation; onClose: () => void }) {
  const [outcome, setOutcome] = useState<NewOutcome['outcome']>('met');
  const [on, setOn] = useState(today);
  return (
    <LedgerDialog
      title="What became of it"
      action="Settle it"
      onClose={onClose}
      record={(release, form) =>
        recordOutcome(expectation.id, {
          ...release,
          ...form.texts('source', 'statement', 'description'),
          ...(outcome === 'slipped' ? givenWindow(form) : {}),
          outcome,
          on,
        })
      }
    >
      <p className="font-serif text-lg">{plainText(expectation.name)}</p>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">It is</legend>
        {(Object.keys(outcomes) as NewOutcome['outcome'][]).map((each) => (
          <Choice
            key={each}
            type="radio"
            name="outcome"
            label={outcomes[each]}
            checked={outcome === each}
            onChange={() => setOutcome(each)}
          />
        ))}
      </fieldset>
      <DayField label="On" hint="When that became so, or was said." value={on} onChange={setOn} />
      {outcome === 'slipped' && <WindowFields said={on} />}
      <EvidenceFields statement="By which statement" />
      <WordsField />
    </LedgerDialog>
  );
}

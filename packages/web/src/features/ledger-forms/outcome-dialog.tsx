import type { Expectation, NewOutcome } from '@entente/server/api-types';
import { useState } from 'react';
import { recordOutcome } from '../../api/commitments.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { today } from '../../lib/today.ts';
import { Choice, Input, Textarea } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { ObjectsField } from './objects-field.tsx';
import { SourceField } from './party-fields.tsx';
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
      <Field label="On" required hint="When that became so, or was said.">
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            className="w-44"
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        )}
      </Field>
      {outcome === 'slipped' && <WindowFields said={on} />}
      <ObjectsField name="statement" label="By which statement" types="statement" />
      <SourceField name="source" label="Who says so" hint="None: your own member." />
      <Field label="In words">
        {(control) => <Textarea {...control} name="description" rows={2} maxLength={20_000} />}
      </Field>
    </LedgerDialog>
  );
}

import { useState } from 'react';
import { recordExpectation } from '../../api/commitments.ts';
import { today } from '../../lib/today.ts';
import { Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { DayField, WordsField } from './evidence-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { ObjectsField } from './objects-field.tsx';
import { SourceField } from './party-fields.tsx';
import { givenWindow, WindowFields } from './window-fields.tsx';

/** Takes down what was announced for a date or a window of days. */
export function ExpectationDialog({ onClose }: { onClose: () => void }) {
  const [said, setSaid] = useState(today);
  return (
    <LedgerDialog
      title="Record an expectation"
      action="Record"
      onClose={onClose}
      record={(release, form) =>
        recordExpectation({
          ...release,
          expectation: {
            ...form.texts('description', 'source', 'statement'),
            ...givenWindow(form),
            name: form.must('name'),
            said,
            about: form.all('about'),
          },
        })
      }
    >
      <Field label="What is expected" required>
        {(control) => <Input {...control} name="name" required maxLength={300} />}
      </Field>
      <SourceField name="source" label="Who announced it" hint="A member or anybody by name; none: your own member." />
      <DayField label="Said on" value={said} onChange={setSaid} />
      <WindowFields said={said} required />
      <ObjectsField name="statement" label="The statement that it rests on" types="statement" />
      <ObjectsField name="about" label="What it is about" types="commitment,claim,opinion" several />
      <WordsField />
    </LedgerDialog>
  );
}

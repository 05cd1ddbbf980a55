import { useState } from 'react';
import { recordExpectation } from '../../api/commitments.ts';
import { today } from '../../lib/today.ts';
import { Input, Textarea } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
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
      <Field label="Said on" required>
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            className="w-44"
            value={said}
            onChange={(event) => setSaid(event.target.value)}
          />
        )}
      </Field>
      <WindowFields said={said} required />
      <ObjectsField name="statement" label="The statement that it rests on" types="statement" />
      <ObjectsField name="about" label="What it is about" types="commitment,claim,opinion" several />
      <Field label="In words">
        {(control) => <Textarea {...control} name="description" rows={2} maxLength={20_000} />}
      </Field>
    </LedgerDialog>
  );
}

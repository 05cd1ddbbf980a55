import { recordCondition } from '../../api/commitments.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { DayField, WordsField } from './evidence-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { ObjectsField } from './objects-field.tsx';
import { MembersField } from './party-fields.tsx';

/** Takes down what somebody demands of whom, and what hangs on it. */
export function ConditionDialog({ onClose }: { onClose: () => void }) {
  return (
    <LedgerDialog
      title="Record a condition"
      action="Record"
      onClose={onClose}
      record={(release, form) =>
        recordCondition({
          ...release,
          condition: {
            ...form.texts('description', 'statement'),
            name: form.must('name'),
            kind: form.must('kind') === 'demand' ? 'demand' : 'condition',
            said: form.must('said'),
            demandedBy: form.all('demandedBy'),
            askedOf: form.all('askedOf'),
            requires: form.all('requires'),
            inReturn: form.all('inReturn'),
          },
        })
      }
    >
      <Field label="Condition" required hint="All foreign forces leave as part of any deal">
        {(control) => <Input {...control} name="name" required maxLength={300} />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="It is a" required>
          {(control) => (
            <Select {...control} name="kind">
              <option value="condition">condition</option>
              <option value="demand">demand</option>
            </Select>
          )}
        </Field>
        <DayField name="said" label="Said on" />
      </div>
      <MembersField name="demandedBy" label="Who makes it" />
      <MembersField name="askedOf" label="Who must agree" />
      <ObjectsField name="requires" label="What must come true" types="commitment,claim,opinion,expectation" several />
      <ObjectsField name="inReturn" label="What hangs on it" types="commitment,claim,opinion,expectation" several />
      <ObjectsField name="statement" label="The statement that it rests on" types="statement" />
      <WordsField />
    </LedgerDialog>
  );
}

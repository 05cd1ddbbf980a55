import type { Condition, NewConditionAnswer } from '@entente/server/api-types';
import { recordAnswer } from '../../api/commitments.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { today } from '../../lib/today.ts';
import { Input, Select, Textarea } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { ObjectsField } from './objects-field.tsx';
import { MemberField, SourceField } from './party-fields.tsx';

const answers: Record<NewConditionAnswer['answer'], string> = {
  accepted: 'accepted',
  qualified: 'accepted in part',
  refused: 'refused',
};

/** Takes down how a party answered a condition. */
export function AnswerDialog({ condition, onClose }: { condition: Condition; onClose: () => void }) {
  return (
    <LedgerDialog
      title="Record an answer"
      action="Record"
      onClose={onClose}
      record={(release, form) =>
        recordAnswer(condition.id, {
          ...release,
          ...form.texts('source', 'statement', 'description'),
          by: form.must('by'),
          answer: form.must('answer') as NewConditionAnswer['answer'],
          said: form.must('said'),
        })
      }
    >
      <p className="font-serif text-lg">{plainText(condition.name)}</p>
      <MemberField name="by" label="Who answered" />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Answer" required>
          {(control) => (
            <Select {...control} name="answer">
              {Object.entries(answers).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Said on" required>
          {(control) => <Input {...control} type="date" name="said" required defaultValue={today()} />}
        </Field>
      </div>
      <ObjectsField name="statement" label="By which statement" types="statement" />
      <SourceField name="source" label="Who says so" hint="None: your own member." />
      <Field label="In words">
        {(control) => <Textarea {...control} name="description" rows={2} maxLength={20_000} />}
      </Field>
    </LedgerDialog>
  );
}

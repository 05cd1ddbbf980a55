import type { Condition, NewConditionAnswer } from '@entente/server/api-types';
import { recordAnswer } from '../../api/commitments.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { DayField, EvidenceFields, WordsField } from './evidence-fields.tsx';
import { LedgerDialog } from './ledger-dialog.tsx';
import { MemberField } from './party-fields.tsx';

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
        <DayField name="said" label="Said on" />
      </div>
      <EvidenceFields statement="By which statement" />
      <WordsField />
    </LedgerDialog>
  );
}

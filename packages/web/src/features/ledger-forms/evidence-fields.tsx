import { today } from '../../lib/today.ts';
import { Input, Textarea } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { ObjectsField } from './objects-field.tsx';
import { SourceField } from './party-fields.tsx';

/** Who says what is taken down, in which statement; both may be left empty. */
export function EvidenceFields({ statement = 'The statement that it rests on' }: { statement?: string }) {
  return (
    <>
      <ObjectsField name="statement" label={statement} types="statement" />
      <SourceField name="source" label="Who says so" hint="None: your own member." />
    </>
  );
}

/** A day that must be given: today, or what the dialog keeps of it. */
export function DayField(props: {
  label: string;
  name?: string;
  hint?: string;
  value?: string;
  onChange?: (day: string) => void;
}) {
  const { label, name, hint, value, onChange } = props;
  return (
    <Field label={label} required hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="date"
          required
          className="w-44"
          {...(name === undefined ? {} : { name })}
          {...(value === undefined ? { defaultValue: today() } : { value })}
          onChange={(event) => onChange?.(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What else there is to say. */
export function WordsField({ name = 'description' }: { name?: string }) {
  return (
    <Field label="In words">{(control) => <Textarea {...control} name={name} rows={2} maxLength={20_000} />}</Field>
  );
}

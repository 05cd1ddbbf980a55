import { objectType } from '../../stix/object-types.ts';
import type { Draft } from './draft.ts';
import { FieldControl } from './fields/field-control.tsx';
import type { ObjectForm } from './form-types.ts';

interface ContentFieldsProps {
  form: ObjectForm;
  draft: Draft;
  /** What is wrong, by property. */
  errors: ReadonlyMap<string, string>;
  onChange: (draft: Draft) => void;
}

export function ContentFields({ form, draft, errors, onChange }: ContentFieldsProps) {
  return (
    <>
      <p className="font-serif text-xl font-semibold">{objectType(form.type).singular}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        {form.fields.map((field) => (
          <FieldControl
            key={field.property}
            field={field}
            value={draft[field.property]}
            error={errors.get(field.property)}
            onChange={(value) => onChange({ ...draft, [field.property]: value })}
          />
        ))}
      </div>
    </>
  );
}

import { asNumber, asText, asTexts } from '../../../lib/read-value.ts';
import { Input, Select, Textarea } from '../../../ui/controls.tsx';
import { Field } from '../../../ui/field.tsx';
import type { FormField } from '../form-types.ts';
import { ObjectPicker } from './object-picker.tsx';
import { WordsInput } from './words-input.tsx';

interface FieldControlProps {
  field: FormField;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

const wide: FormField['kind'][] = ['text', 'pattern', 'objects', 'object'];

/** One property's label and control. Times are typed and shown in UTC. */
export function FieldControl({ field, value, error, onChange }: FieldControlProps) {
  const { kind, label, hint, required = false, values } = field;
  const isTitle = field.property === 'name' || field.property === 'abstract';
  return (
    <Field
      label={kind === 'moment' ? `${label} (UTC)` : label}
      hint={hint}
      error={error}
      required={required}
      className={wide.includes(kind) || isTitle ? 'sm:col-span-2' : ''}
    >
      {(control) => {
        switch (kind) {
          case 'line':
            return (
              <Input
                {...control}
                required={required}
                value={asText(value) ?? ''}
                onChange={(event) => onChange(event.target.value)}
              />
            );
          case 'text':
          case 'pattern':
            return (
              <Textarea
                {...control}
                required={required}
                rows={kind === 'text' ? 8 : 3}
                spellCheck={kind === 'text'}
                value={asText(value) ?? ''}
                onChange={(event) => onChange(event.target.value)}
                className={kind === 'text' ? 'font-serif text-[1.0625rem] leading-relaxed' : 'font-mono text-sm'}
              />
            );
          case 'number':
            return (
              <Input
                {...control}
                type="number"
                step="any"
                required={required}
                value={asNumber(value) ?? ''}
                onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)}
              />
            );
          case 'moment':
            return (
              <Input
                {...control}
                type="datetime-local"
                required={required}
                value={(asText(value) ?? '').slice(0, 16)}
                onChange={(event) => onChange(event.target.value ? `${event.target.value}:00.000Z` : undefined)}
              />
            );
          case 'choice':
            return (
              <Select
                {...control}
                required={required}
                value={asText(value) ?? ''}
                onChange={(event) => onChange(event.target.value)}
              >
                <option value="">{required ? 'Choose…' : 'Not said'}</option>
                {(values ?? []).map((one) => (
                  <option key={one} value={one}>
                    {one.replaceAll('-', ' ')}
                  </option>
                ))}
              </Select>
            );
          case 'words':
            return (
              <WordsInput control={control} words={asTexts(value)} suggestions={values ?? []} onChange={onChange} />
            );
          case 'object':
            return (
              <ObjectPicker
                control={control}
                types={field.types}
                ids={asText(value) ? [String(value)] : []}
                onChange={(ids) => onChange(ids.at(-1))}
              />
            );
          case 'objects':
            return <ObjectPicker control={control} types={field.types} ids={asTexts(value)} onChange={onChange} />;
        }
      }}
    </Field>
  );
}

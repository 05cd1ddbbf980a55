import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { windowQuery } from '../../api/commitments.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { windowWords } from '../expectations/window-words.ts';
import type { FormValues } from './form-values.ts';

interface WindowFieldsProps {
  /** The day on which the words are said. */
  said: string;
  required?: boolean;
}

/** When: in the words of the source, which are read as they are typed, or as days. */
export function WindowFields({ said, required = false }: WindowFieldsProps) {
  const [phrase, setPhrase] = useState('');
  const [from, setFrom] = useState('');
  const asked = useDebounced(phrase.trim(), 250);
  const { data: parsed } = useQuery(windowQuery(asked, said));
  const reading =
    phrase.trim() === ''
      ? 'Like “sometime probably next week”.'
      : parsed?.window === undefined
        ? 'These words name no time: give the days below.'
        : `${windowWords(parsed.window)}${parsed.likelihood === 'stated' ? '' : `, ${parsed.likelihood}`}`;
  return (
    <>
      <Field label="When, in words" hint={<span role="status">{reading}</span>}>
        {(control) => (
          <Input
            {...control}
            name="phrase"
            maxLength={200}
            value={phrase}
            onChange={(event) => setPhrase(event.target.value)}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Or from" required={required && phrase.trim() === ''}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name="windowFrom"
              required={required && phrase.trim() === ''}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label="to">{(control) => <Input {...control} type="date" name="windowTo" min={from} />}</Field>
      </div>
    </>
  );
}

/** What the fields say: days win over words. */
export function givenWindow(form: FormValues) {
  const { phrase, windowFrom: from, windowTo: to } = form.texts('phrase', 'windowFrom', 'windowTo');
  return {
    ...(phrase === undefined ? {} : { phrase }),
    ...(from === undefined ? {} : { window: { from, ...(to === undefined ? {} : { to }) } }),
  };
}

import type { NewCommitmentEvent } from '@entente/server/api-types';
import { useState } from 'react';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { columnNames } from '../commitments/words.ts';
import type { FormValues } from './form-values.ts';
import { ObjectsField } from './objects-field.tsx';

type Quantity = NonNullable<NewCommitmentEvent['event']['quantity']>;

const kinds = { none: 'No number', unit: 'So many of a unit', currency: 'Money', share: 'A share' } as const;
const bounds = {
  exact: 'exactly',
  about: 'about',
  'at-least': 'at least',
  'at-most': 'at most',
  range: 'from … to …',
} as const;

/** A number as its source gives it: exact, about, a bound, a range, or a share. */
export function QuantityFields() {
  const [kind, setKind] = useState<keyof typeof kinds>('unit');
  const [bound, setBound] = useState<keyof typeof bounds>('exact');
  const [reading, setReading] = useState('');
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">How much</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Counted in">
          {(control) => (
            <Select
              {...control}
              name="measure"
              value={kind}
              onChange={(event) => setKind(event.target.value as keyof typeof kinds)}
            >
              {Object.entries(kinds).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind !== 'none' && (
          <Field label="How sure">
            {(control) => (
              <Select
                {...control}
                name="bound"
                value={bound}
                onChange={(event) => setBound(event.target.value as keyof typeof bounds)}
              >
                {Object.entries(bounds).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {kind !== 'none' && (
        <div className="grid gap-3 sm:grid-cols-2">
          {bound === 'range' ? (
            <>
              <Amount name="low" label="From" isShare={kind === 'share'} />
              <Amount name="high" label="To" isShare={kind === 'share'} />
            </>
          ) : (
            <Amount name="value" label="Number" isShare={kind === 'share'} />
          )}
          {kind === 'unit' && (
            <Field label="Unit" hint="troops, aircraft, ships, trainers …" required>
              {(control) => <Input {...control} name="unit" required maxLength={300} />}
            </Field>
          )}
          {kind === 'currency' && (
            <>
              <Field label="Currency" hint="ISO 4217: USD, EUR …" required>
                {(control) => (
                  <Input {...control} name="currency" required pattern="[A-Z]{3}" maxLength={3} className="w-24" />
                )}
              </Field>
              <Field label="At the prices of">
                {(control) => <Input {...control} type="date" name="pricedOn" className="w-44" />}
              </Field>
            </>
          )}
        </div>
      )}
      {kind === 'share' && (
        <>
          <Field label="Of which figure">
            {(control) => (
              <Select {...control} name="figure" defaultValue="">
                <option value="">of what is there (of a payment: of what is promised)</option>
                {Object.entries(columnNames).map(([value, words]) => (
                  <option key={value} value={value}>
                    {words.toLowerCase()}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <ObjectsField name="of" label="Of which commitment" hint="None: of this one." types="commitment" />
          <Field
            label="As of"
            hint="“Half of the 14,000 that were there then”: the day. Empty: it follows what it is a share of."
          >
            {(control) => <Input {...control} type="date" name="on" className="w-44" />}
          </Field>
        </>
      )}
      {kind !== 'none' && (
        <Field label="The number is" hint="Payments and departures are counted one by one, unless it is said here.">
          {(control) => (
            <Select {...control} name="reading" value={reading} onChange={(event) => setReading(event.target.value)}>
              <option value="">as usual for what happened</option>
              <option value="level">what there is then, in all</option>
              <option value="change">by how much it changed</option>
            </Select>
          )}
        </Field>
      )}
    </fieldset>
  );
}

function Amount({ name, label, isShare }: { name: string; label: string; isShare: boolean }) {
  return (
    <Field label={isShare ? `${label}, per cent` : label} required>
      {(control) => <Input {...control} type="number" name={name} required min={0} step="any" />}
    </Field>
  );
}

/** What the fields say; undefined: no number. */
export function givenQuantity(form: FormValues): Quantity | undefined {
  const measure = form.text('measure');
  if (measure === undefined || measure === 'none') return undefined;
  const scale = measure === 'share' ? 100 : 1;
  const numbers = Object.fromEntries(
    (['value', 'low', 'high'] as const).flatMap((name) => {
      const number = form.number(name);
      return number === undefined ? [] : [[name, number / scale]];
    }),
  );
  return {
    ...(form.texts('bound', 'unit', 'currency', 'pricedOn', 'of', 'figure', 'on') as Quantity),
    ...numbers,
    ...(measure === 'share' ? { share: true } : {}),
  };
}

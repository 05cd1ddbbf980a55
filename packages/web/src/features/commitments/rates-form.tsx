import { type ComponentProps, useId, useState } from 'react';
import { today } from '../../lib/today.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

/** In which currency money is told, and by which stated rates. */
export interface Rates {
  currency?: string;
  /** As the API takes them: `EUR/USD:1.13@2019-02-01`. */
  rates: readonly string[];
}
export const noRates: Rates = { rates: [] };

interface RatesFormProps {
  /** Currencies that stand in the totals. */
  currencies: readonly string[];
  value: Rates;
  onChange: (value: Rates) => void;
}

/** States what a currency is worth: without that nothing is converted. */
export function RatesForm({ currencies, value, onChange }: RatesFormProps) {
  const id = useId();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [rate, setRate] = useState('');
  const [on, setOn] = useState(today);
  return (
    <details className="mt-4 border-t border-line pt-3">
      <summary className="min-h-7 text-sm font-medium text-accent">State a rate</summary>
      <p className="mt-1 text-xs text-ink-soft">
        Money is told in another currency only by the rates that you state, each with its day: as of a day the newest
        that is not later counts.
      </p>
      <form
        className="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ currency: to, rates: [...value.rates, `${from}/${to}:${rate}@${on}`] });
          setRate('');
        }}
      >
        <datalist id={id}>
          {currencies.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <Field label="One">{(control) => <Code {...control} list={id} value={from} onValue={setFrom} />}</Field>
        <Field label="is">
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              required
              pattern="\d{1,12}(\.\d{1,12})?"
              className="w-28"
              value={rate}
              onChange={(event) => setRate(event.target.value)}
            />
          )}
        </Field>
        <Field label="of">{(control) => <Code {...control} list={id} value={to} onValue={setTo} />}</Field>
        <Field label="on">
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              className="w-40"
              value={on}
              onChange={(event) => setOn(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit">State it</Button>
      </form>
      {value.rates.length > 0 && (
        <ul className="mt-3 flex flex-wrap gap-2" aria-label="Stated rates">
          {value.rates.map((each) => (
            <li key={each}>
              <Button
                size="sm"
                onClick={() => {
                  const rates = value.rates.filter((other) => other !== each);
                  onChange(rates.length === 0 ? noRates : { ...value, rates });
                }}
              >
                {rateWords(each)} <span aria-hidden="true">×</span>
                <span className="sr-only">take back</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Code({
  value,
  onValue,
  ...rest
}: ComponentProps<'input'> & { value: string; onValue: (value: string) => void }) {
  return (
    <Input
      {...rest}
      required
      pattern="[A-Z]{3}"
      maxLength={3}
      placeholder="EUR"
      className="w-20"
      value={value}
      onChange={(event) => onValue(event.target.value.toUpperCase())}
    />
  );
}

function rateWords(rate: string): string {
  const [, from, to, number, on] = /^(...)\/(...):(.+)@(.+)$/.exec(rate) ?? [];
  return `1 ${from} = ${number} ${to} on ${on}`;
}

import { useId } from 'react';
import type { AsOf } from '../../api/commitments.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';

interface AsOfControlProps {
  asOf: AsOf;
  /** Days that are not given are absent. */
  onChange: (asOf: AsOf) => void;
}

/** As of which day, and from what was known by when: two times, each with its name. */
export function AsOfControl({ asOf, onChange }: AsOfControlProps) {
  const id = useId();
  const change = (name: keyof AsOf, value: string) => {
    const { [name]: _, ...rest } = asOf;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  };
  const isSet = asOf.valid !== undefined || asOf.known !== undefined;
  return (
    <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <legend className="sr-only">Time</legend>
      <div>
        <label htmlFor={`${id}-valid`} className="block text-xs text-ink-soft">
          As of
        </label>
        <Input
          id={`${id}-valid`}
          type="date"
          value={asOf.valid ?? ''}
          onChange={(event) => change('valid', event.target.value)}
          className="w-40"
        />
      </div>
      <div>
        <label htmlFor={`${id}-known`} className="block text-xs text-ink-soft">
          From what was known by
        </label>
        <Input
          id={`${id}-known`}
          type="date"
          value={asOf.known ?? ''}
          onChange={(event) => change('known', event.target.value)}
          className="w-40"
        />
      </div>
      {isSet && (
        <Button tone="quiet" onClick={() => onChange({})}>
          Now
        </Button>
      )}
    </fieldset>
  );
}

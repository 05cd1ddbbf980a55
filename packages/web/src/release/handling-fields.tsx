import type { Handling } from '@entente/server/api-types';
import { Choice, Input } from '../ui/controls.tsx';
import { Field } from '../ui/field.tsx';

const dates = [
  ['notBefore', 'Embargo until (UTC)', 'Until then only your own member has it.'],
  ['reviewAfter', 'Review after (UTC)', 'You are reminded then.'],
  ['purgeAfter', 'Purge after (UTC)', 'From then on nobody else has it.'],
] as const;

/** How those who get it must treat it. */
export function HandlingFields({ handling, onChange }: { handling: Handling; onChange: (handling: Handling) => void }) {
  const isSet = Object.values(handling).some(Boolean);
  return (
    <details open={isSet}>
      <summary className="min-h-7 text-sm font-medium text-accent">Handling and dates</summary>
      <div className="mt-2 space-y-3">
        <Choice
          label="No onward release"
          hint="Nobody passes it on without your word"
          checked={handling.noOnwardRelease ?? false}
          onChange={(event) => onChange({ ...handling, noOnwardRelease: event.target.checked })}
        />
        <Choice
          label="Not for court use"
          checked={handling.notForCourt ?? false}
          onChange={(event) => onChange({ ...handling, notForCourt: event.target.checked })}
        />
        <Choice
          label="Entente nodes only"
          hint="Not for plain TAXII clients or exported files, which cannot be recalled"
          checked={handling.nodesOnly ?? false}
          onChange={(event) => onChange({ ...handling, nodesOnly: event.target.checked })}
        />
        {dates.map(([key, label, hint]) => (
          <Field key={key} label={label} hint={hint}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={handling[key]?.slice(0, 16) ?? ''}
                onChange={({ target }) => {
                  const { [key]: _, ...rest } = handling;
                  onChange(target.value ? { ...rest, [key]: `${target.value}:00.000Z` } : rest);
                }}
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}

import type { TlpLevel } from '@entente/server/api-types';
import { tlpAppearance, tlpLevels } from './tlp.ts';
import { TlpLabel } from './tlp-label.tsx';

/** The five levels with what each allows. There is no default: the author decides. */
export function TlpField({ value, onChange }: { value: TlpLevel | undefined; onChange: (level: TlpLevel) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">
        TLP level<span className="text-xs font-normal text-ink-faint"> required</span>
      </legend>
      <div className="divide-y divide-line overflow-hidden rounded-md border border-edge bg-sheet">
        {tlpLevels.map((level) => (
          <label key={level} className="flex items-start gap-2.5 px-2.5 py-2 has-checked:bg-accent-soft hover:bg-sunk">
            <input
              type="radio"
              name="tlp"
              required
              checked={value === level}
              onChange={() => onChange(level)}
              className="mt-1 size-4 shrink-0"
            />
            <span className="min-w-0">
              <TlpLabel level={level} />
              <span className="block text-xs text-ink-soft">{tlpAppearance(level).meaning}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

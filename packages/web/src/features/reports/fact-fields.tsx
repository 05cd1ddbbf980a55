import type { ReadReport } from '@entente/server/api-types';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

type Facts = ReadReport['documents'][number]['facts'];
type TextFact = 'headline' | 'publisher' | 'agency' | 'section' | 'byline' | 'place' | 'dated';

const fields: readonly { key: TextFact; label: string; wide?: true; type?: 'date' }[] = [
  { key: 'headline', label: 'Headline', wide: true },
  { key: 'publisher', label: 'Publisher' },
  { key: 'byline', label: 'Byline' },
  { key: 'agency', label: 'News agency' },
  { key: 'section', label: 'Section' },
  { key: 'place', label: 'Place' },
  { key: 'dated', label: 'Dated', type: 'date' },
];
const reliabilities = {
  A: 'A · reliable',
  B: 'B · usually reliable',
  C: 'C · fairly reliable',
  D: 'D · not usually reliable',
  E: 'E · unreliable',
  F: 'F · cannot be judged',
} as const;

/** What was recognised, to be put right. */
export function FactFields({ facts, onChange }: { facts: Facts; onChange: (facts: Facts) => void }) {
  function set(key: TextFact | 'reliability', value: string): void {
    const { [key]: _, ...others } = facts;
    onChange((value === '' ? others : { ...others, [key]: value }) as Facts);
  }
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {fields.map(({ key, label, wide, type }) => (
        <Field key={key} label={label} {...(wide ? { className: 'sm:col-span-2' } : {})}>
          {(control) => (
            <Input
              {...control}
              type={type ?? 'text'}
              value={facts[key] ?? ''}
              onChange={(event) => set(key, event.target.value)}
            />
          )}
        </Field>
      ))}
      <Field label="Reliability of the source" hint="Admiralty scale">
        {(control) => (
          <Select
            {...control}
            value={facts.reliability ?? ''}
            onChange={(event) => set('reliability', event.target.value)}
          >
            <option value="">Not judged</option>
            {Object.entries(reliabilities).map(([letter, label]) => (
              <option key={letter} value={letter}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {facts.captions?.map(({ text, credit }) => (
        <p key={`${text} ${credit}`} className="text-sm text-ink-soft sm:col-span-2">
          <span className="eyebrow">Photo </span>
          <SafeText>{[text, credit].filter(Boolean).join(' · ')}</SafeText>
        </p>
      ))}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { objectSearchQuery } from '../../api/objects.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { rankByWords } from './rank-by-words.ts';

export type Stance = 'strongly-disagree' | 'disagree' | 'neutral' | 'agree' | 'strongly-agree';

interface ClaimFieldProps {
  /** What is said, by which claims are suggested. */
  content: string;
  claim: string;
  stance: Stance | '';
  onChange: (claim: string, stance: Stance | '') => void;
}

/** The claim that a statement is about, nearest wording first, and what it says of it. */
export function ClaimField({ content, claim, stance, onChange }: ClaimFieldProps) {
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim(), 200);
  const { data } = useQuery(objectSearchQuery({ type: 'claim', ...(q ? { q } : {}) }, 100));
  const claims = rankByWords(content, data?.objects ?? [], ({ title }) => title);
  if (data?.objects.length === 0 && !q) {
    return <p className="text-sm text-ink-soft">There are no claims yet to which it could be linked.</p>;
  }
  return (
    <div className="space-y-3">
      <Field label="About which claim" hint="The nearest in wording first">
        {(control) => (
          <>
            {(data?.objects.length ?? 0) > 8 || q ? (
              <Input
                type="search"
                aria-label="Find a claim"
                placeholder="Type to find"
                className="mb-1"
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            ) : null}
            <Select {...control} value={claim} onChange={(event) => onChange(event.target.value, stance)}>
              <option value="">None</option>
              {claims.map(({ id, title }) => (
                <option key={id} value={id}>
                  {plainText(title)}
                </option>
              ))}
            </Select>
          </>
        )}
      </Field>
      {claim && (
        <Field label="What it says of that">
          {(control) => (
            <Select
              {...control}
              value={stance}
              onChange={(event) => onChange(claim, event.target.value as Stance | '')}
            >
              <option value="">Not said</option>
              <option value="strongly-agree">Strongly agrees</option>
              <option value="agree">Agrees</option>
              <option value="neutral">Neither</option>
              <option value="disagree">Disagrees</option>
              <option value="strongly-disagree">Strongly disagrees</option>
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { objectSearchQuery } from '../../../api/objects.ts';
import { useDebounced } from '../../../lib/use-debounced.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { objectType } from '../../../stix/object-types.ts';
import { TlpLabel } from '../../../stix/tlp-label.tsx';
import { Input } from '../../../ui/controls.tsx';
import type { ControlProps } from '../../../ui/field.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { ChosenObject } from './chosen-object.tsx';

interface ObjectPickerProps {
  control: ControlProps;
  /** Only objects of these types; any when absent. */
  types: readonly string[] | undefined;
  ids: string[];
  onChange: (ids: string[]) => void;
}

/** Finds objects by words or id and gathers their ids. */
export function ObjectPicker({ control, types, ids, onChange }: ObjectPickerProps) {
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim(), 200);
  const found = useQuery({
    ...objectSearchQuery({ q, ...(types ? { type: types.join(',') } : {}) }),
    enabled: q.length > 1,
  });
  const options = q.length > 1 ? (found.data?.objects ?? []).filter((object) => !ids.includes(object.id)) : [];
  return (
    <div>
      {ids.length > 0 && (
        <ul className="mb-1.5 space-y-1">
          {ids.map((id) => (
            <ChosenObject key={id} id={id} onRemove={() => onChange(ids.filter((other) => other !== id))} />
          ))}
        </ul>
      )}
      <Input
        {...control}
        type="search"
        placeholder="Find objects by words or id"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {q.length > 1 && (
        <ul aria-label="Found objects" className="mt-1 max-h-64 overflow-y-auto rounded-md border border-line bg-sheet">
          {options.map((object) => (
            <li key={object.id}>
              <button
                type="button"
                onClick={() => {
                  onChange([...ids, object.id]);
                  setWords('');
                }}
                className="flex min-h-9 w-full items-center gap-3 px-3 py-1 text-left text-sm hover:bg-sunk"
              >
                <span className="min-w-0 flex-1 truncate">
                  <SafeText>{objectTitle(object)}</SafeText>
                </span>
                <span className="text-xs text-ink-faint">{objectType(object.type).singular}</span>
                <TlpLabel level={object.tlp} />
              </button>
            </li>
          ))}
          {options.length === 0 && (
            <li className="px-3 py-2 text-sm text-ink-soft">{found.isFetching ? 'Searching…' : 'Nothing found.'}</li>
          )}
        </ul>
      )}
    </div>
  );
}

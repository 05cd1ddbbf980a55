import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { objectSearchQuery } from '../../api/objects.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

interface ObjectsFieldProps {
  name: string;
  label: string;
  hint?: string;
  /** STIX types, comma-separated. */
  types: string;
  /** Takes more than one. */
  several?: boolean;
}

/** Objects that one may see, found by their words. */
export function ObjectsField({ name, label, hint, types, several = false }: ObjectsFieldProps) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<{ id: string; title: string }[]>([]);
  const wanted = useDebounced(words.trim(), 200);
  const { data } = useQuery({ ...objectSearchQuery({ type: types, q: wanted }, 6), enabled: wanted.length > 1 });
  const found =
    wanted.length > 1 ? (data?.objects ?? []).filter(({ id }) => !chosen.some((each) => each.id === id)) : [];
  return (
    <div>
      {chosen.length > 0 && <p className="mb-1 text-sm font-medium">{label}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {chosen.map(({ id, title }) => (
          <li key={id} className="mb-1.5 max-w-full">
            <input type="hidden" name={name} value={id} />
            <Button size="sm" onClick={() => setChosen(chosen.filter((each) => each.id !== id))}>
              <SafeText className="truncate">{title}</SafeText>
              <Icon name="close" className="size-3" />
              <span className="sr-only">remove</span>
            </Button>
          </li>
        ))}
      </ul>
      {(several || chosen.length === 0) && (
        <Field label={chosen.length > 0 ? 'Another' : label} hint={hint}>
          {(control) => (
            <Input
              {...control}
              type="search"
              placeholder="Type words of it"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
      )}
      {found.length > 0 && (
        <ul aria-label="Found" className="mt-1 rounded-md border border-edge bg-sheet p-1">
          {found.map(({ id, title }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => {
                  setChosen(several ? [...chosen, { id, title }] : [{ id, title }]);
                  setWords('');
                }}
                className="flex min-h-8 w-full items-center rounded-sm px-2 text-left text-sm hover:bg-sunk"
              >
                <SafeText className="truncate">{title}</SafeText>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { objectSearchQuery } from '../../../api/objects.ts';
import { moveFocus } from '../../../lib/move-focus.ts';
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

/** Finds objects by words or id and gathers their ids. Enter takes the first that is found, arrows go through them. */
export function ObjectPicker({ control, types, ids, onChange }: ObjectPickerProps) {
  const [words, setWords] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const q = useDebounced(words.trim(), 200);
  const found = useQuery({
    ...objectSearchQuery({ q, ...(types ? { type: types.join(',') } : {}) }),
    enabled: q.length > 1,
  });
  const isSearching = q.length > 1;
  const options = isSearching ? (found.data?.objects ?? []).filter((object) => !ids.includes(object.id)) : [];
  // What is found may lie below the edge of the window, or behind the buttons at its foot.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list changes with what is found
  useEffect(() => {
    if (isSearching) list.current?.scrollIntoView({ block: 'nearest' });
  }, [isSearching, found.data]);
  const take = (id: string) => {
    onChange([...ids, id]);
    setWords('');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = options;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      moveFocus(
        [...(list.current?.querySelectorAll('button') ?? [])],
        event.key === 'ArrowDown' ? 1 : -1,
        input.current,
      );
    } else if (event.key === 'Enter' && event.target === input.current) {
      // Never sends the form; what is found is of the words that stand there.
      event.preventDefault();
      if (first && q === words.trim() && !found.isPlaceholderData) take(first.id);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field and the list in it
    <div onKeyDown={onKeyDown}>
      {ids.length > 0 && (
        <ul className="mb-1.5 space-y-1">
          {ids.map((id) => (
            <ChosenObject
              key={id}
              id={id}
              onRemove={() => {
                onChange(ids.filter((other) => other !== id));
                input.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <Input
        {...control}
        ref={input}
        type="search"
        placeholder="Find objects by words or id"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {isSearching && (
        <ul
          ref={list}
          aria-label="Found objects"
          className="mt-1 scroll-mb-36 lg:scroll-mb-24 max-h-64 overflow-y-auto rounded-md border border-line bg-sheet"
        >
          {options.map((object) => (
            <li key={object.id}>
              <button
                type="button"
                onClick={() => take(object.id)}
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

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { plainText } from '../lib/hostile-text.ts';
import { moveFocus } from '../lib/move-focus.ts';
import { Button } from './button.tsx';
import { Input } from './controls.tsx';
import { Icon } from './icon.tsx';
import { SafeText } from './safe-text.tsx';

export interface NameOption {
  id: string;
  name: string;
  /** A word behind the name, such as `group`. */
  note?: string | undefined;
  /** Not to be chosen anew; shown where it was chosen before. */
  retained?: boolean;
}

interface NamePickerProps {
  legend: string;
  hint?: string;
  options: readonly NameOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/**
 * Chooses several of many names: the chosen ones as tags, the rest in a list that can be narrowed by typing; Enter takes
 * the last that is left. For Tab the list is one stop, however long it is; the arrow keys go through it.
 */
export function NamePicker({ legend, hint, options, chosen, onChange }: NamePickerProps) {
  const [words, setWords] = useState('');
  const hintId = useId();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<string>();
  const wanted = words.trim().toLowerCase();
  const shown = options.filter(
    ({ id, name, retained }) => (!retained || chosen.includes(id)) && name.toLowerCase().includes(wanted),
  );
  const only = shown.length === 1 ? shown[0] : undefined;
  const stopAt = Math.max(
    0,
    shown.findIndex(({ id }) => id === stop),
  );
  const names = new Map(options.map((option) => [option.id, option.name]));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    moveFocus([...(list.current?.querySelectorAll('input') ?? [])], event.key === 'ArrowDown' ? 1 : -1, search.current);
  };
  return (
    <fieldset className="min-w-0" aria-describedby={hint ? hintId : undefined}>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {hint && (
        <p id={hintId} className="mb-1.5 text-xs text-ink-faint">
          {hint}
        </p>
      )}
      {chosen.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {chosen.map((id) => (
            <li key={id}>
              <Button
                size="sm"
                onClick={() => {
                  toggle(id);
                  search.current?.focus();
                }}
              >
                <SafeText>{names.get(id) ?? id}</SafeText>
                <Icon name="close" className="size-3" />
                <span className="sr-only">remove</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="rounded-md border border-edge">
        <Input
          ref={search}
          type="search"
          aria-label={`Find in ${plainText(legend)}`}
          placeholder="Type to find, or ↓"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') walk(event);
            if (event.key !== 'Enter') return;
            // Never sends the form around it; it takes the name that is left.
            event.preventDefault();
            if (!only || wanted === '') return;
            toggle(only.id);
            setWords('');
          }}
          className="rounded-b-none border-0 border-b border-line"
        />
        <div ref={list} className="max-h-44 overflow-y-auto p-1">
          {shown.map((option, index) => (
            <label key={option.id} className="flex min-h-7 items-center gap-2 rounded-sm px-1.5 text-sm hover:bg-sunk">
              <input
                type="checkbox"
                tabIndex={index === stopAt ? 0 : -1}
                onFocus={() => setStop(option.id)}
                onKeyDown={walk}
                checked={chosen.includes(option.id)}
                onChange={() => toggle(option.id)}
                className="size-4 shrink-0"
              />
              <span className="min-w-0 flex-1 truncate">
                <SafeText>{option.name}</SafeText>
              </span>
              {option.note && <span className="text-xs text-ink-faint">{option.note}</span>}
            </label>
          ))}
          {shown.length === 0 && (
            <p className="px-1.5 py-1 text-sm text-ink-soft">
              {wanted === '' ? 'There is nobody else to name yet.' : 'No such name.'}
            </p>
          )}
        </div>
      </div>
    </fieldset>
  );
}

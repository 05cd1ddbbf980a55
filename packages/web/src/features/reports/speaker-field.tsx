import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { objectSearchQuery } from '../../api/objects.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { Choice, Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

export interface ChosenSpeaker {
  name: string;
  /** Of the identity, where one is meant. */
  id?: string;
  newPerson: boolean;
}

interface SpeakerFieldProps {
  value: ChosenSpeaker;
  /** Who speaks elsewhere in the text. */
  others: readonly { name: string; id?: string }[];
  onChange: (value: ChosenSpeaker) => void;
}

/** Who said it: typed, with those in the text, members and known persons suggested. */
export function SpeakerField({ value, others, onChange }: SpeakerFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const words = useDebounced(value.name.trim(), 200);
  const { data: members = [] } = useQuery(membersQuery);
  const { data: found } = useQuery({
    ...objectSearchQuery({ type: 'identity', q: words }),
    enabled: isOpen && words.length > 1,
  });
  const wanted = value.name.trim().toLowerCase();
  const all = [
    ...others.map((each) => ({ ...each, note: 'in this text' })),
    ...members.map(({ id, name }) => ({ id, name, note: 'member' })),
    ...(found?.objects ?? []).map(({ id, title }) => ({ id, name: title, note: 'known' })),
  ].filter(({ name }) => name.toLowerCase().includes(wanted));
  const suggestions = [...new Map(all.map((each) => [each.id ?? each.name, each])).values()].slice(0, 7);
  return (
    <div>
      <Field label="Who said it" hint={value.id ? 'A known identity.' : 'By name only.'}>
        {(control) => (
          <Input
            {...control}
            value={value.name}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={listId}
            onFocus={() => setOpen(true)}
            onChange={(event) => {
              setOpen(true);
              onChange({ name: event.target.value, newPerson: value.newPerson });
            }}
          />
        )}
      </Field>
      {isOpen && suggestions.length > 0 && !value.id && (
        <ul id={listId} aria-label="Suggestions" className="mt-1 rounded-md border border-edge bg-sheet p-1">
          {suggestions.map((each) => (
            <li key={each.id ?? each.name}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  onChange({ name: each.name, newPerson: false, ...(each.id ? { id: each.id } : {}) });
                }}
                className="flex min-h-8 w-full items-center justify-between gap-3 rounded-sm px-2 text-left text-sm hover:bg-sunk"
              >
                <SafeText className="truncate">{each.name}</SafeText>
                <span className="text-xs text-ink-faint">{each.note}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!value.id && wanted !== '' && (
        <Choice
          className="mt-1"
          label="A person who is not known yet"
          hint="Makes an identity of that name, so that positions can be his or hers"
          checked={value.newPerson}
          onChange={(event) => onChange({ ...value, newPerson: event.target.checked })}
        />
      )}
    </div>
  );
}

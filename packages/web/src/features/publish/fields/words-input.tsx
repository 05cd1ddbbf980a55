import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Input } from '../../../ui/controls.tsx';
import type { ControlProps } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';

interface WordsInputProps {
  control: ControlProps;
  words: string[];
  /** The standard's vocabulary; other words are taken too. */
  suggestions: readonly string[];
  onChange: (words: string[]) => void;
}

/** A list of words: Enter or a comma adds what was typed, a click takes one out. */
export function WordsInput({ control, words, suggestions, onChange }: WordsInputProps) {
  const [text, setText] = useState('');
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const add = (typed: string) => {
    const word = typed.trim();
    if (word && !words.includes(word)) onChange([...words, word]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',') && text.trim()) {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Enter') {
      event.preventDefault();
    }
  };
  return (
    <div>
      {words.length > 0 && (
        <ul className="mb-1.5 flex flex-wrap gap-1.5">
          {words.map((word) => (
            <li key={word}>
              <Button
                size="sm"
                onClick={() => {
                  onChange(words.filter((other) => other !== word));
                  input.current?.focus();
                }}
              >
                <SafeText>{word}</SafeText>
                <Icon name="close" className="size-3" />
                <span className="sr-only">remove</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Input
        {...control}
        ref={input}
        list={suggestions.length > 0 ? listId : undefined}
        placeholder="Add a word, then Enter"
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          if (suggestions.includes(typed)) add(typed);
          else setText(typed);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => add(text)}
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions
            .filter((word) => !words.includes(word))
            .map((word) => (
              <option key={word} value={word} />
            ))}
        </datalist>
      )}
    </div>
  );
}

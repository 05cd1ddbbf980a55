import { useEffect, useState } from 'react';
import { useDebounced } from '../../lib/use-debounced.ts';
import { Input } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Searches while one types; a text that comes from outside (an address, a saved search) replaces what is in it. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const settled = useDebounced(text, 250);
  if (value !== known) {
    setKnown(value);
    if (value !== settled.trim()) setText(value);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may start a search
  useEffect(() => {
    if (settled.trim() !== value.trim()) onChange(settled.trim());
  }, [settled]);
  return (
    <search className="relative min-w-56 flex-1">
      <Icon name="browse" className="pointer-events-none absolute top-3 left-3 text-ink-faint" />
      <Input
        type="search"
        aria-label="Search objects"
        placeholder="Words, “a phrase”, or an id"
        data-search-input=""
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-10 pl-9"
      />
    </search>
  );
}

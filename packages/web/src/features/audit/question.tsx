import { type ReactNode, useId } from 'react';
import { ApiError } from '../../api/request.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface QuestionProps {
  /** What is asked, with a gap at the end for what it is about. */
  label: string;
  placeholder: string;
  value: string;
  onValue: (value: string) => void;
  /** Names to choose from, beside what is typed. */
  options?: readonly { id: string; name: string }[];
  children: ReactNode;
}

/** A question about one thing, which is typed or chosen, and its answer. */
export function Question({ label, placeholder, value, onValue, options = [], children }: QuestionProps) {
  const id = useId();
  return (
    <div className="space-y-4">
      <form
        className="flex max-w-3xl flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onValue(String(new FormData(event.currentTarget).get('about')).trim());
        }}
      >
        <div className="min-w-0 flex-1 basis-64">
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            {label}
          </label>
          <Input
            key={value}
            id={id}
            name="about"
            defaultValue={value}
            placeholder={placeholder}
            list={options.length > 0 ? `${id}-options` : undefined}
            required
          />
          {options.length > 0 && (
            <datalist id={`${id}-options`}>
              {options.map((option) => (
                <option key={option.id} value={option.name} />
              ))}
            </datalist>
          )}
        </div>
        <Button type="submit" tone="primary">
          Ask
        </Button>
      </form>
      {value !== '' && children}
    </div>
  );
}

/** What is said where the log knows nothing, or nothing that one may be told: those are one. */
export function nothingKnown(error: unknown): ReactNode | undefined {
  if (!(error instanceof ApiError) || error.status !== 404) return undefined;
  return <EmptyState title="Nothing to tell">{error.message}</EmptyState>;
}

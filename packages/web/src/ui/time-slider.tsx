import { type ReactNode, useId } from 'react';
import { formatDate } from '../lib/format-time.ts';
import { Button } from './button.tsx';
import { Choice } from './controls.tsx';

/** As of which day, and from what had come by the end of which. */
interface Time {
  asOf?: string;
  known?: string;
}

interface TimeSliderProps<Search extends Time> {
  /** The stops, oldest first; the last is today. */
  days: readonly string[];
  search: Search;
  onChange: (search: Omit<Search, keyof Time> & Time) => void;
  /** What else can be done with another day than today. */
  children?: ReactNode;
}

/** Moves the picture through time: over the days on which something came about, in one of two readings. */
export function TimeSlider<Search extends Time>({ days, search, onChange, children }: TimeSliderProps<Search>) {
  const id = useId();
  const last = days.length - 1;
  const { asOf, known, ...rest } = search;
  const found = asOf === undefined ? last : days.findLastIndex((each) => each <= asOf);
  const place = Math.max(0, found);
  const day = asOf ?? days[last] ?? '';
  const go = (next: number, recorded: boolean) => {
    const to = days[next];
    if (to === undefined || (next === last && !recorded)) onChange(rest);
    else onChange({ ...rest, asOf: to, ...(recorded ? { known: to } : {}) });
  };
  if (last < 1) return null;
  return (
    <fieldset className="mb-8 grid gap-x-6 gap-y-2 rounded-lg border border-line bg-sheet px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <legend className="sr-only">Time</legend>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <label htmlFor={id} className="text-sm font-medium">
            As of{' '}
            <output htmlFor={id} className="tabular-nums">
              {place === last && asOf === undefined ? 'today' : formatDate(day)}
            </output>
          </label>
          {(asOf !== undefined || known !== undefined) && (
            <span className="flex flex-wrap">
              {children}
              <Button size="sm" tone="quiet" onClick={() => onChange(rest)}>
                Back to today
              </Button>
            </span>
          )}
        </div>
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          value={place}
          aria-valuetext={formatDate(day)}
          onChange={(event) => go(Number(event.target.value), known !== undefined)}
          className="block h-9 w-full accent-accent"
        />
        <p className="flex justify-between text-xs text-ink-faint">
          <span>{formatDate(days[0] ?? '')}</span>
          <span>today</span>
        </p>
      </div>
      <div className="flex flex-wrap gap-x-5 md:flex-col md:justify-center">
        <Choice
          type="radio"
          name={`${id}-reading`}
          label="What is known now about then"
          checked={known === undefined}
          onChange={() => go(place, false)}
        />
        <Choice
          type="radio"
          name={`${id}-reading`}
          label="From what was known then"
          checked={known !== undefined}
          onChange={() => go(place, true)}
        />
      </div>
    </fieldset>
  );
}

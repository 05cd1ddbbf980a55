import { stances, stanceWords } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';

/** What the marks mean. */
export function StanceLegend() {
  return (
    <ul aria-label="What the marks mean" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {stances.map((stance) => (
        <li key={stance} className="inline-flex items-center gap-1.5">
          <StanceMark stance={stance} /> {stanceWords[stance]}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <StanceMark stance="agree" conditional /> On a condition
      </li>
      <li className="inline-flex items-center gap-1.5">
        <StanceMark stance="strongly-agree" unofficial /> Said by a person, not official
      </li>
      <li className="inline-flex items-center gap-1.5">
        <DividedMark /> Its voices differ
      </li>
      <li className="inline-flex items-center gap-1.5">
        <TrendMark trend={1} /> <TrendMark trend={-1} /> Moved within 90 days
      </li>
    </ul>
  );
}

/** Two halves that do not meet. */
export function DividedMark() {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className="inline-block size-2.5 shrink-0 text-warn">
      <path d="M1 9L4 1M6 9L9 1" stroke="currentColor" strokeWidth={1.8} fill="none" />
    </svg>
  );
}

export function TrendMark({ trend }: { trend: -1 | 0 | 1 }) {
  if (trend === 0) return null;
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className="inline-block size-2.5 shrink-0 text-ink-soft">
      <path d={trend > 0 ? 'M5 1L9 6H6V9H4V6H1z' : 'M5 9L1 4H4V1H6V4H9z'} fill="currentColor" />
    </svg>
  );
}

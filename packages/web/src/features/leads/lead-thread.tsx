import type { Lead } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

const deeds = {
  message: 'wrote',
  acknowledged: 'acknowledged it',
  answer: 'answered with a sighting',
  closed: 'closed it',
};

/** What was written and done about a lead, in order. */
export function LeadThread({ thread }: { thread: NonNullable<Lead['thread']> }) {
  if (thread.length === 0) return <p className="text-sm text-ink-soft">Nothing has been written about it yet.</p>;
  return (
    <ol className="space-y-3">
      {thread.map((entry) => (
        <li key={`${entry.time} ${entry.kind}`} className="border-l-2 border-line pl-3 text-sm">
          <p className="text-xs text-ink-faint">
            <SafeText>{entry.author ? `${entry.author}, ${entry.from.name}` : entry.from.name}</SafeText>{' '}
            {deeds[entry.kind]} <Time value={entry.time} />
          </p>
          {entry.text && (
            <p className="whitespace-pre-line">
              <SafeText>{entry.text}</SafeText>
            </p>
          )}
          {entry.sighting && (
            <Link to="/objects/$id" params={{ id: entry.sighting }} className="text-accent-strong underline">
              The sighting
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}

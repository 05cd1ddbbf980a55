import { formatDate } from '../lib/format-time.ts';

/** Why a picture of what was known then is empty: it had not come yet, whatever days it speaks of. */
export function NothingKnownThen({ day }: { day: string }) {
  return (
    <p role="note" className="mb-8 rounded-lg border border-dashed border-edge p-4 text-sm text-ink-soft">
      Nothing had come to this node for you by {formatDate(day)}. What is about that day and came later is under “What
      is known now about then”.
    </p>
  );
}

import type { Roster } from '@entente/server/api-types';
import { SafeText } from './safe-text.tsx';
import { Time } from './time.tsx';

/** Rosters that somebody sent and this node refused: a fork or an old version may be an attack. */
export function RefusalNotice({ refusals }: { refusals: Roster['refusals'] }) {
  if (refusals.length === 0) return null;
  return (
    <section
      role="alert"
      aria-label="Refused rosters"
      className="mb-6 border-l-3 border-danger bg-danger-soft px-4 py-3"
    >
      <h2 className="text-sm font-semibold">
        {refusals.length === 1 ? 'This node refused a roster' : `This node refused ${refusals.length} rosters`}
      </h2>
      <ul className="mt-1 space-y-1 text-sm">
        {refusals.slice(0, 5).map((refusal) => (
          <li key={`${refusal.reason} ${refusal.source} ${refusal.first}`}>
            <SafeText>{`${refusal.message} (${refusal.source})`}</SafeText>{' '}
            <span className="text-ink-soft">
              <Time value={refusal.last} />
              {refusal.times > 1 && `, ${refusal.times} times`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
